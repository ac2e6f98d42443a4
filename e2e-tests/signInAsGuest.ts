import { expect, Page } from '@playwright/test';
import { press } from './press';

/** Opens the portal as a guest. Waits for the catalog: whoever leaves earlier has not been signed in yet. */
export async function signInAsGuest(page: Page): Promise<void> {
  await page.goto('/');
  await press(page, 'Enter');
  await expect(
    page.getByRole('heading', { name: /catalog/i }).first(),
  ).toBeVisible();
}
