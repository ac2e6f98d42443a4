// Runs the portal for the browser tests, as `npm start` runs it, with what it says in a file; but on a copy of the example,
// which tests may edit, in folder PORTAL_FOLDER, and with an AWS that builds faster. It ends with the process that it is for:
// Playwright ends its servers only where it is itself ended by SIGINT, and would else leave them behind.
import { cpSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDemoCloud } from '../scripts/lib/demoCloud.mjs';
import { ROOT, modulePath } from '../scripts/lib/paths.mjs';
import { runGroup } from '../scripts/lib/processes.mjs';

const [owner, logFile] = process.argv.slice(2);
mkdirSync(path.dirname(logFile), { recursive: true });
const log = openSync(logFile, 'w');

function ownerIsThere() {
  try {
    process.kill(Number(owner), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const folder = process.env.PORTAL_FOLDER;
const example = path.join(folder, 'receipts');
cpSync(path.join(ROOT, 'examples', 'receipts'), example, { recursive: true });
const cloud = await startDemoCloud(
  { node: process.execPath, env: process.env },
  { stateFile: path.join(folder, 'demo.json'), speed: 8 },
);
// So that tests can let something go wrong.
writeFileSync(path.join(folder, 'simulator-url'), cloud.env.AWS_SIMULATOR_URL);

let watch;
const { code } = await runGroup(
  process.execPath,
  [
    modulePath('@backstage', 'cli', 'bin', 'backstage-cli'),
    'repo',
    'start',
    '--config',
    path.join(ROOT, 'app-config.yaml'),
  ],
  {
    cwd: ROOT,
    env: {
      ...process.env,
      ...cloud.env,
      APP_CONFIG_baseImages_sources_receipts_target: example,
      APP_CONFIG_baseImages_sources_receipts_schedule_frequency: 'PT5S',
    },
    stdio: ['ignore', log, log],
    onStart: group => {
      watch = setInterval(() => ownerIsThere() || group.stop(), 1_000);
    },
  },
);
clearInterval(watch);
await cloud.stop();
rmSync(folder, { recursive: true, force: true });
process.exitCode = code;
