import { expect, test } from '@playwright/test';
import { addFault, clearFaults } from './faults';
import { editSource, environmentOf, expectFreshness } from './freshness';
import { openNotifications } from './openNotifications';
import { problemsOf, watchProblems } from './problems';
import { signInAsGuest } from './signInAsGuest';
import { press } from './press';

test.beforeEach(async ({ page }) => {
  watchProblems(page);
  await signInAsGuest(page);
});

test.afterEach(async ({ page }) => {
  await clearFaults();
  expect(problemsOf(page)).toEqual([]);
});

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
  editSource('infra/list_lambda/handler.py');
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

test('tells why a rebuild failed, and tries it again', async ({ page }) => {
  test.slow();
  await addFault({ on: 'build', effect: { kind: 'end', status: 'FAILED' } });
  editSource('infra/places_lambda/handler.py');
  await expectFreshness(page, 'component/places-lambda', 'Stale');
  const environment = environmentOf(page);
  const button = (name: string) =>
    environment.getByRole('button', { name, exact: true }).first();

  await button('Rebuild in demo').click();
  await press(page, 'Start the rebuild');
  await expect(environment.getByText('The rebuild failed').first()).toBeVisible(
    { timeout: 240_000 },
  );
  await button('Log of places-lambda, linux/arm64').click();
  await expect(
    environment.getByRole('textbox', { name: /^Log of places-lambda/ }).first(),
  ).toHaveValue(/Entering phase/);

  await button('Try again').click();
  await expect(environment.getByText('1 of 1 images done').first()).toBeVisible(
    { timeout: 240_000 },
  );
  await expectFreshness(page, 'component/places-lambda', 'Fresh');
});
