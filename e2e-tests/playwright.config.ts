import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const ROOT = path.resolve(__dirname, '..');
const APP_PORT = process.env.PORTAL_APP_PORT ?? '3417';
const BACKEND_PORT = process.env.PORTAL_BACKEND_PORT ?? '7417';
const APP = `http://localhost:${APP_PORT}`;
const BACKEND = `http://localhost:${BACKEND_PORT}`;
const RESULTS = path.join(ROOT, 'test-results', 'portal');

// What the portal keeps, and a copy of the example that tests may edit. Workers get the variables of this process.
process.env.PORTAL_FOLDER ??= mkdtempSync(
  path.join(tmpdir(), 'base-images-portal-'),
);
process.env.PORTAL_BACKEND = BACKEND;

/** The real portal, frontend and backend, with a database in memory, on ports of its own. */
const PORTAL = [
  process.execPath,
  path.join(__dirname, 'portalServer.mjs'),
  `${process.pid}`,
  path.join(ROOT, 'test-results', 'portal.log'),
]
  .map(argument => `"${argument}"`)
  .join(' ');

export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(RESULTS, 'failures'),
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  projects: [
    { name: 'ready', testMatch: 'ready.ts' },
    { name: 'portal', testMatch: '*.test.ts', dependencies: ['ready'] },
  ],
  reporter: [['list'], ['json', { outputFile: process.env.PORTAL_REPORT }]],
  use: {
    baseURL: APP,
    viewport: { width: 1280, height: 1000 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: PORTAL,
    cwd: ROOT,
    url: `${BACKEND}/.backstage/health/v1/readiness`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    env: {
      BROWSER: 'none',
      NODE_ENV: 'development',
      APP_CONFIG_app_baseUrl: APP,
      APP_CONFIG_backend_baseUrl: BACKEND,
      APP_CONFIG_backend_listen: JSON.stringify({
        host: '127.0.0.1',
        port: Number(BACKEND_PORT),
      }),
      APP_CONFIG_backend_cors_origin: APP,
    },
  },
});
