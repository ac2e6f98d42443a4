import { defineConfig } from '@playwright/test';
import portal from './playwright.config';

/** Takes the pictures of the documentation: `yarn screenshots`, with CHROMIUM_PATH where it is not /usr/bin/chromium. */
export default defineConfig({
  ...portal,
  projects: [
    { name: 'ready', testMatch: 'ready.ts' },
    {
      name: 'screenshots',
      testMatch: 'screenshots.ts',
      dependencies: ['ready'],
    },
  ],
  reporter: [['list']],
  use: {
    ...portal.use,
    viewport: { width: 1600, height: 1280 },
    launchOptions: {
      ...portal.use?.launchOptions,
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    },
  },
});
