import { expect, Page } from '@playwright/test';
import { notificationTitles } from './portalApi';

/** Opens the page of notifications once the guest is told this. */
export async function openNotifications(
  page: Page,
  title: string,
): Promise<void> {
  await expect(async () => {
    expect(await notificationTitles()).toContain(title);
  }).toPass({ timeout: 120_000 });
  await page.goto('/notifications');
  await expect(
    page.getByRole('link', { name: title, exact: true }).first(),
  ).toBeVisible();
}
