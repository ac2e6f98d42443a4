import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect, Page, test } from '@playwright/test';
import { openEntity } from './openEntity';
import { openNotifications } from './openNotifications';
import { statusOf } from './portalApi';
import { problemsOf, watchProblems } from './problems';
import { signInAsGuest } from './signInAsGuest';
import { press } from './press';

/** What the portal watches: a copy of the example. */
const SOURCE = path.join(process.env.PORTAL_FOLDER!, 'receipts');

test.beforeEach(async ({ page }) => {
  watchProblems(page);
  await signInAsGuest(page);
});

test.afterEach(({ page }) => {
  expect(problemsOf(page)).toEqual([]);
});

/** What the card of the open entity says of the environment `demo`. */
function environmentOf(page: Page) {
  return page.getByRole('region', { name: 'demo', exact: true }).first();
}

/** Opens the page of an entity once the backend knows this of it, and finds its card say the same. */
async function expectFreshness(
  page: Page,
  entity: string,
  status: 'Fresh' | 'Stale' | 'Not built yet',
) {
  const known = { Fresh: 'fresh', Stale: 'stale', 'Not built yet': 'missing' };
  const [kind, name] = entity.split('/');
  await expect(async () => {
    expect(await statusOf(`${kind}/default/${name}`)).toBe(known[status]);
  }).toPass({ timeout: 120_000 });
  await openEntity(page, entity);
  await expect(
    environmentOf(page).getByText(status, { exact: true }).first(),
  ).toBeVisible();
}

test('rebuilds a stale base image and what stands on it, from the card', async ({
  page,
}) => {
  test.slow();
  await expectFreshness(page, 'resource/receipt-dynamo', 'Fresh');
  await expectFreshness(page, 'resource/agent-deps', 'Not built yet');
  await expectFreshness(page, 'component/label-lambda', 'Stale');
  await expectFreshness(page, 'resource/receipt-label', 'Stale');
  const environment = environmentOf(page);
  await expect(
    environment.getByText('The package receipt-label changed').first(),
  ).toBeVisible();

  await environment
    .getByRole('button', { name: 'Rebuild in demo', exact: true })
    .first()
    .click();
  const dialog = page.getByRole('dialog').first();
  await expect(
    dialog.getByText('3 images will be built').first(),
  ).toBeVisible();
  await dialog
    .getByRole('button', { name: 'Start the rebuild', exact: true })
    .first()
    .click();

  await expect(environment.getByText('3 of 3 images done').first()).toBeVisible(
    { timeout: 240_000 },
  );
  await expectFreshness(page, 'resource/receipt-label', 'Fresh');
  await expectFreshness(page, 'resource/agent-deps', 'Fresh');
  await expectFreshness(page, 'component/label-lambda', 'Fresh');

  await openNotifications(page, 'Rebuild done: receipts in demo');
  await expect(
    page.getByText('Built: receipt-label, agent-deps, label-lambda.').first(),
  ).toBeVisible();
});

test('rebuilds what an edit made stale, from the template', async ({
  page,
}) => {
  test.slow();
  appendFileSync(
    path.join(SOURCE, 'infra/list_lambda/handler.py'),
    '\n# An edit.\n',
  );
  await expectFreshness(page, 'component/list-lambda', 'Stale');

  await page.goto('/create/templates/default/rebuild-what-is-stale');
  // The only monorepo, and the only environment that it has, are chosen by themselves.
  await expect(
    page.getByRole('textbox', { name: /^Monorepo/ }).first(),
  ).toHaveValue('system:default/receipts');
  await expect(
    page.getByRole('button', { name: /Environment/ }).first(),
  ).toContainText('demo');
  await press(page, 'Review');
  await expect(
    page.getByRole('cell', { name: 'demo', exact: true }).first(),
  ).toBeVisible();
  await press(page, 'Create');

  await expect(page).toHaveURL(/\/create\/tasks\//);
  await expect(
    page.getByRole('heading', { name: 'What was done' }).first(),
  ).toBeVisible({ timeout: 240_000 });
  await expect(
    page.getByText(/lambda\/list.* for linux\/arm64: done/).first(),
  ).toBeVisible();
  await expectFreshness(page, 'component/list-lambda', 'Fresh');
});
