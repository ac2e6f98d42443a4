import path from 'node:path';
import { expect, Page, test } from '@playwright/test';
import { openEntity } from './openEntity';
import { openNotifications } from './openNotifications';
import { press } from './press';
import { signInAsGuest } from './signInAsGuest';

const IMAGES = path.resolve(__dirname, '../docs/images');

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: path.join(IMAGES, `${name}.png`),
    animations: 'disabled',
  });
}

test('pictures of the portal', async ({ page }) => {
  await signInAsGuest(page);
  await page.goto('/catalog?filters[kind]=component&filters[user]=all');
  await expect(page.getByText('agent-lambda').first()).toBeVisible();
  await take(page, 'catalog');

  await page.goto('/catalog/default/component/agent-lambda');
  await expect(page.getByRole('meter').first()).toBeVisible();
  await expect(page.getByText('dependsOn').first()).toBeVisible();
  await take(page, 'lambda');

  await page.goto('/catalog/default/resource/receipt-label');
  await expect(page.getByText('Lambdas on it').first()).toBeVisible();
  await expect(page.getByText('dependsOn').first()).toBeVisible();
  await take(page, 'base-image');
});

/** Goes from page to page of a form, and waits for the last one, which shows what changes. */
async function openPreview(
  page: Page,
  template: string,
  pages: number,
  formData: object,
): Promise<void> {
  await page.goto(
    `/create/templates/default/${template}?formData=${encodeURIComponent(
      JSON.stringify(formData),
    )}`,
  );
  for (let shown = 1; shown < pages; shown++) {
    await press(page, 'Next');
  }
  await expect(page.getByRole('figure').first()).toBeVisible();
}

async function finish(page: Page): Promise<void> {
  await press(page, 'Review');
  await press(page, 'Create');
  await expect(
    page.getByRole('heading', { name: 'What changes', exact: true }).first(),
  ).toBeVisible();
}

test('pictures of the templates', async ({ page }) => {
  await signInAsGuest(page);
  await openEntity(page, 'component/upload-lambda');
  await page
    .getByRole('link', { name: 'Move to a base image' })
    .first()
    .click();
  await press(page, 'Next');
  await expect(page.getByRole('radiogroup').first()).toBeVisible();
  await take(page, 'template-base-image');

  await openPreview(page, 'move-lambda-to-base-image-files', 3, {
    lambda: 'component:default/upload-lambda',
  });
  await take(page, 'template-move-lambda');
  await finish(page);
  await take(page, 'action-dockerfile-create');

  await openPreview(page, 'declare-base-image-files', 4, {
    source: 'system:default/receipts',
    name: 'receipt-upload',
    from: 'receipt-dynamo',
    packages: ['receipt-upload'],
  });
  await take(page, 'template-declare-base-image');
  await finish(page);
  await take(page, 'action-image-declare');
  await press(page, 'The Dockerfile that it is built from');
  await expect(page.getByText(/^FROM/).first()).toBeVisible();
  await take(page, 'action-image-dockerfile');
});

test('pictures of the card about freshness', async ({ page }) => {
  test.slow();
  await signInAsGuest(page);
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Freshness' }) })
    .first();
  const takeCard = async (name: string) => {
    await page.mouse.move(0, 0);
    await card.screenshot({
      path: path.join(IMAGES, `${name}.png`),
      animations: 'disabled',
    });
  };
  await openEntity(page, 'resource/receipt-label');
  await expect(
    card.getByText('The package receipt-label changed').first(),
  ).toBeVisible();
  await takeCard('freshness-stale');

  await card.getByRole('button', { name: 'Rebuild in demo' }).first().click();
  const dialog = page.getByRole('dialog').first();
  await expect(
    dialog.getByText('3 images will be built').first(),
  ).toBeVisible();
  await take(page, 'freshness-plan');

  await press(page, 'Start the rebuild');
  await card
    .getByRole('button', { name: /^Log of receipt-label/ })
    .first()
    .click();
  await expect(
    card.getByRole('textbox', { name: /^Log of receipt-label/ }).first(),
  ).toHaveValue(/phase BUILD/, { timeout: 120_000 });
  await takeCard('freshness-running');

  await expect(card.getByText('3 of 3 images done').first()).toBeVisible({
    timeout: 240_000,
  });
  await expect(card.getByText('Fresh', { exact: true }).first()).toBeVisible({
    timeout: 120_000,
  });
  await expect(card.getByText('Deployed', { exact: true }).first()).toBeVisible(
    {
      timeout: 120_000,
    },
  );
  await card
    .getByRole('button', { name: /^Hide the log of receipt-label/ })
    .first()
    .click();
  await takeCard('freshness-done');
});

test('pictures of a rebuild', async ({ page }) => {
  test.slow();
  await signInAsGuest(page);
  await page.goto('/create/templates/default/rebuild-what-is-stale');
  await expect(
    page.getByRole('button', { name: /Environment/ }).first(),
  ).toContainText('demo');
  await take(page, 'template-rebuild-stale');
  await press(page, 'Review');
  await press(page, 'Create');
  await expect(page).toHaveURL(/\/create\/tasks\//);
  await page.getByRole('button', { name: 'Show Logs' }).first().click();
  await expect(page.getByText(/agent_lambda.* is done/).first()).toBeVisible({
    timeout: 240_000,
  });
  await take(page, 'action-rebuild-run');
  await expect(
    page.getByRole('heading', { name: 'What was done', exact: true }).first(),
  ).toBeVisible({ timeout: 240_000 });
  await take(page, 'template-rebuild-stale-done');

  await page.setViewportSize({ width: 1280, height: 600 });
  await openNotifications(page, 'Rebuild done: receipts in demo');
  await take(page, 'notifications');
});

test('pictures of actions', async ({ page }) => {
  await signInAsGuest(page);
  await page.goto('/create/actions#base-images:plan');
  await page.getByRole('searchbox').first().fill('base-images:');
  await expect(
    page
      .getByRole('heading', { name: 'base-images:plan', exact: true })
      .first(),
  ).toBeVisible();
  await take(page, 'actions-registry');
});
