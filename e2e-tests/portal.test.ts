import { expect, Page, test } from '@playwright/test';
import { problemsOf, watchProblems } from './problems';
import { BASE_IMAGES, LambdaCase, LAMBDAS, PACKAGES } from './receipts';
import { signInAsGuest } from './signInAsGuest';

test.beforeEach(async ({ page }) => {
  watchProblems(page);
  await signInAsGuest(page);
});

test.afterEach(({ page }) => {
  expect(problemsOf(page)).toEqual([]);
});

/** Opens the catalog's list of one kind, of all owners, and waits for names in it. */
async function openCatalog(
  page: Page,
  kind: string,
  names: string[],
): Promise<void> {
  await page.goto(`/catalog?filters[kind]=${kind}&filters[user]=all&limit=50`);
  for (const name of names) {
    await expect(entityLink(page, name)).toBeVisible();
  }
}

function entityLink(page: Page, name: string) {
  return page.getByRole('link', { name, exact: true }).first();
}

test('lists the packages, Lambdas and base images of the example', async ({
  page,
}) => {
  await openCatalog(page, 'component', [
    ...PACKAGES,
    ...LAMBDAS.map(item => item.name),
  ]);
  await openCatalog(page, 'resource', BASE_IMAGES);
});

test('follows dependsOn from a Lambda in the relation graph', async ({
  page,
}) => {
  await openCatalog(page, 'component', ['agent-lambda']);
  await entityLink(page, 'agent-lambda').click();
  const graph = page.getByRole('img').filter({ hasText: 'dependsOn' }).first();
  for (const name of ['agent-deps', 'receipt-agent', 'receipt-dynamo']) {
    await expect(graph.getByText(name, { exact: true }).first()).toBeVisible();
  }
  await graph.getByText('receipt-chroma', { exact: true }).first().click();
  await expect(page).toHaveURL(/\/catalog\/default\/component\/receipt-chroma/);
  await expect(
    page.getByRole('heading', { name: 'receipt-chroma', exact: true }).first(),
  ).toBeVisible();
});

test('shows how far a base image covers each Lambda', async ({ page }) => {
  await openCatalog(
    page,
    'component',
    LAMBDAS.map(item => item.name),
  );
  for (const item of LAMBDAS) {
    await test.step(item.name, async () => {
      await entityLink(page, item.name).click();
      await expect(page).toHaveURL(new RegExp(`/${item.name}(?:[?#]|$)`));
      await expectCoverage(page, item);
      await page.goBack();
      await expect(page).toHaveURL(/\/catalog\?/);
    });
  }
});

async function expectCoverage(page: Page, item: LambdaCase): Promise<void> {
  await expect(
    page.getByRole('heading', { name: item.name, exact: true }).first(),
  ).toBeVisible();
  if (item.percent === undefined) {
    await expect(
      page.getByText('No coverage, because nothing is required').first(),
    ).toBeVisible();
    return;
  }
  const required = item.covered.length + item.uncovered.length;
  const meter = page
    .getByRole('meter', {
      name: item.baseImage
        ? `Coverage by the base image ${item.baseImage}`
        : 'Coverage by base images',
      exact: true,
    })
    .first();
  await expect(meter).toHaveAttribute('aria-valuenow', `${item.percent}`);
  await expect(meter).toHaveAttribute(
    'aria-valuetext',
    `${item.percent}%, ${item.covered.length} of ${required} required packages`.replace(
      '1 required packages',
      '1 required package',
    ),
  );
  await expectItems(page, 'Covered', item.covered);
  await expectItems(page, 'Not covered', item.uncovered);
  if (item.baseImage) {
    await expect(
      page.getByRole('link', { name: item.baseImage, exact: true }).first(),
    ).toBeVisible();
  }
}

async function expectItems(page: Page, title: string, names: string[]) {
  const list = page
    .getByRole('list', { name: `${title} (${names.length})`, exact: true })
    .first();
  if (names.length === 0) {
    await expect(
      page.getByRole('list', { name: new RegExp(`^${title}`) }),
    ).toHaveCount(0);
    return;
  }
  await expect(list.getByRole('listitem')).toHaveText(names);
}
