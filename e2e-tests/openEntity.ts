import { expect, Page } from '@playwright/test';

/** Opens the page of an entity, such as `component/label-lambda`, and waits for what its cards say. */
export async function openEntity(page: Page, entity: string): Promise<void> {
  const [kind, name] = entity.split('/');
  await page.goto(`/catalog/default/${kind}/${name}`);
  await expect(
    page.getByRole('heading', { name, exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByText(/^Scanned/).first()).toBeVisible();
}
