import { Page } from '@playwright/test';

/** Presses the button of exactly this name, as soon as it can be pressed. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}
