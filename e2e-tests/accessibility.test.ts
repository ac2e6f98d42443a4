import { expect, Locator, Page, test } from '@playwright/test';
import { addFault, clearFaults } from './faults';
import { findViolations } from './findViolations';
import { editSource, environmentOf, expectFreshness } from './freshness';
import { expectTrapped, tabTo } from './keyboard';
import { openEntity } from './openEntity';
import { problemsOf, watchProblems } from './problems';
import { signInAsGuest } from './signInAsGuest';

test.beforeEach(async ({ page }) => {
  watchProblems(page);
});

test.afterEach(async ({ page }) => {
  await clearFaults();
  expect(problemsOf(page)).toEqual([]);
});

/** Pages of which each shows something that the others do not, with the titles of our cards on them. */
const PAGES = [
  ['component/report-lambda', 'Base image coverage'],
  ['component/receipt-chroma', 'Base images and Lambdas'],
  ['component/receipt-dynamo', 'Base images and Lambdas'],
  ['resource/agent-deps', 'Base image'],
] as const;

function card(page: Page, title: string): Locator {
  return page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .first();
}

function rebuildButton(page: Page): Locator {
  return environmentOf(page)
    .getByRole('button', { name: 'Rebuild in demo', exact: true })
    .first();
}

const THEMES = ['dark', 'light'];

/** Mounts the whole page anew, and so closes every dialog. */
async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(value => {
    localStorage.setItem('theme', value);
    // As it comes when another tab chooses the theme.
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'theme', newValue: value }),
    );
  }, theme);
  await expect(page.locator(`body[data-theme-mode="${theme}"]`)).toBeAttached();
}

/** Expects that axe finds nothing in a part of the page, in both themes. */
async function expectNoViolations(page: Page, part: Locator): Promise<void> {
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    expect(await findViolations(part), theme).toEqual([]);
  }
}

test('axe finds nothing in our cards', async ({ page }) => {
  test.slow();
  await signInAsGuest(page);
  for (const [entity, title] of PAGES) {
    await test.step(entity, async () => {
      await openEntity(page, entity);
      await expect(rebuildButton(page)).toBeVisible();
      await expectNoViolations(page, card(page, title));
      await expectNoViolations(page, card(page, 'Freshness'));
    });
  }
});

test('axe finds nothing in the plan of a rebuild', async ({ page }) => {
  test.slow();
  await signInAsGuest(page);
  await openEntity(page, 'resource/receipt-label');
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    await rebuildButton(page).click();
    const dialog = page.getByRole('dialog', { name: 'Rebuild in demo' });
    await expect(
      dialog.getByText(/will be built|There is nothing to build/).first(),
    ).toBeVisible();
    expect(await findViolations(dialog), theme).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('starts, reads and cancels a rebuild with the keyboard alone', async ({
  page,
}) => {
  test.slow();
  await signInAsGuest(page);
  // The build goes on until it is cancelled, however slow the machine is.
  await addFault({
    on: 'build',
    effect: { kind: 'stuck', phase: 'BUILD', forever: true },
  });
  editSource('infra/search_lambda/handler.py');
  await expectFreshness(page, 'component/search-lambda', 'Stale');
  const environment = environmentOf(page);
  const rebuild = rebuildButton(page);

  await test.step('opens the plan, cannot leave it with Tab, and closes it', async () => {
    await tabTo(page, rebuild);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Rebuild in demo' });
    await expect(dialog.getByText('1 image will be built')).toBeVisible();
    await expectTrapped(page, dialog);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(rebuild).toBeFocused();
  });

  await test.step('chooses, starts, and is back where it began', async () => {
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog', { name: 'Rebuild in demo' });
    await tabTo(
      page,
      dialog.getByRole('checkbox', { name: 'Also build what stands on it' }),
    );
    await page.keyboard.press('Space');
    await expect(dialog.getByText('1 image will be built')).toBeVisible();
    await tabTo(
      page,
      dialog.getByRole('button', { name: 'Start the rebuild', exact: true }),
    );
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(rebuild).toBeFocused();
  });

  await test.step('opens the log, and reads it', async () => {
    await tabTo(
      page,
      environment.getByRole('button', { name: /^Log of search-lambda/ }),
    );
    await page.keyboard.press('Enter');
    const log = environment.getByRole('textbox', {
      name: /^Log of search-lambda/,
    });
    await expect(log).toHaveValue(/Entering phase/);
    await tabTo(page, log);
  });
  await expectNoViolations(page, card(page, 'Freshness'));

  const cancel = environment.getByRole('button', {
    name: 'Cancel the rebuild',
    exact: true,
  });
  const confirmation = page.getByRole('dialog', {
    name: 'Cancel the rebuild?',
  });
  await test.step('asks before it cancels, and lets it go on', async () => {
    for (const theme of THEMES) {
      await chooseTheme(page, theme);
      await tabTo(page, cancel);
      await page.keyboard.press('Enter');
      await expect(confirmation).toBeVisible();
      expect(await findViolations(confirmation), theme).toEqual([]);
      await expectTrapped(page, confirmation);
      await page.keyboard.press('Escape');
      await expect(confirmation).toBeHidden();
      await expect(cancel).toBeFocused();
    }
  });

  await test.step('cancels, keeps the focus, and hides what is over', async () => {
    await page.keyboard.press('Enter');
    await tabTo(
      page,
      confirmation.getByRole('button', {
        name: 'Cancel the rebuild',
        exact: true,
      }),
    );
    await page.keyboard.press('Enter');
    await expect(confirmation).toBeHidden();
    await expect(
      environment.getByText('Rebuild in demo: Cancelled, 0 of 1 images done'),
    ).toBeAttached({ timeout: 120_000 });
    await expect(
      environment.getByRole('heading', { name: 'Rebuild', exact: true }),
    ).toBeFocused();
    await tabTo(
      page,
      environment.getByRole('button', { name: 'Hide', exact: true }),
    );
    await page.keyboard.press('Enter');
    await expect(
      environment.getByRole('heading', { name: 'Rebuild', exact: true }),
    ).toHaveCount(0);
    await expect(
      environment.getByRole('heading', { name: 'demo', exact: true }),
    ).toBeFocused();
  });
});
