import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect, Locator, Page } from '@playwright/test';
import { openEntity } from './openEntity';
import { statusOf } from './portalApi';

const STATUS = {
  Fresh: 'fresh',
  Stale: 'stale',
  'Not built yet': 'missing',
} as const;

/** Edits a file of the copy of the example that the portal watches, so that what is built from it becomes stale. */
export function editSource(file: string): void {
  appendFileSync(
    path.join(process.env.PORTAL_FOLDER!, 'receipts', file),
    '\n# An edit.\n',
  );
}

/** What the card of the open entity says of the environment `demo`. */
export function environmentOf(page: Page): Locator {
  return page.getByRole('region', { name: 'demo', exact: true }).first();
}

/** Opens the page of an entity once the backend knows this of it, and finds its card say the same. */
export async function expectFreshness(
  page: Page,
  entity: string,
  status: keyof typeof STATUS,
): Promise<void> {
  const [kind, name] = entity.split('/');
  await expect(async () => {
    expect(await statusOf(`${kind}/default/${name}`)).toBe(STATUS[status]);
  }).toPass({ timeout: 120_000 });
  await openEntity(page, entity);
  await expect(
    environmentOf(page).getByText(status, { exact: true }).first(),
  ).toBeVisible();
}
