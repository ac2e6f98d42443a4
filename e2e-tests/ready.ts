import { expect, test } from '@playwright/test';
import { entityNames, freshnessOfExample } from './portalApi';
import { BASE_IMAGES, LAMBDAS, PACKAGES } from './receipts';
import { signInAsGuest } from './signInAsGuest';

const WAIT = { timeout: 240_000 };

// Comes before all tests, so that none of them opens a page whose contents are still on their way.
test('the portal is ready: its frontend is compiled, the example is in the catalog, and its images are observed', async ({
  baseURL,
  page,
}) => {
  test.slow();
  await expect(async () => {
    const names = await entityNames();
    expect(names).toEqual(
      expect.arrayContaining([
        'system:receipts',
        'template:move-lambda-to-base-image-files',
        'template:declare-base-image-files',
        'template:rebuild-what-is-stale',
        ...PACKAGES.map(name => `component:${name.replaceAll('_', '-')}`),
        ...LAMBDAS.map(({ name }) => `component:${name}`),
        ...BASE_IMAGES.map(name => `resource:${name}`),
      ]),
    );
    const { images } = await freshnessOfExample();
    expect(images).not.toEqual([]);
    expect(images.filter(({ observedAt }) => observedAt === null)).toEqual([]);
    // The server of the frontend begins to listen after that of the backend.
    expect((await fetch(baseURL!)).ok).toBe(true);
  }).toPass(WAIT);
  await signInAsGuest(page);
});
