import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findChromium, findPython } from '../lib/finders.mjs';
import { say } from '../lib/log.mjs';
import { RESULTS, ROOT, modulePath } from '../lib/paths.mjs';
import { findFreePorts } from '../lib/ports.mjs';
import { runGroup } from '../lib/processes.mjs';
import {
  addCounts,
  countJest,
  countPlaywright,
  countTap,
  summaryLine,
} from '../lib/suites.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/** Where the tests of the store find a PostgreSQL (Backstage's `TestDatabases`). */
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

const SUITES = {
  'the scripts': testScripts,
  'the packages': testPackages,
  'the example monorepo': testExample,
  'the portal in a browser': testPortal,
};

/** Runs every test; the last line sums them up. */
export async function test(environment) {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  const env = {
    ...environment.env,
    // Database tests run against a server where its connection string is given, never in containers of their own.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  const results = [];
  for (const [name, run] of Object.entries(SUITES)) {
    say(`Testing ${name} …`);
    const began = Date.now();
    const result = await run({ node: environment.node, env });
    if (result.stopped) {
      say('The tests were stopped.');
      return 130;
    }
    const counts = honest(result);
    results.push(counts);
    say(
      `Tested ${name} in ${Math.round((Date.now() - began) / 1000)} s: ${summaryLine(counts)}`,
    );
  }
  const total = addCounts(results);
  process.stdout.write(`\n${summaryLine(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

/** A runner that fails without telling of a failed test counts as one. */
function honest({ code, counts }) {
  return code !== 0 && counts.failed === 0
    ? addCounts([counts, FAILED])
    : counts;
}

/** What a suite gives when this machine lacks what it needs: a skip that can be seen, and a failure where CI runs it. */
function lacking(env, what, help) {
  if (env.CI) {
    say(`FAILED: this machine has no ${what}. ${help}`);
    return { code: 1, counts: FAILED };
  }
  say(`SKIPPED: this machine has no ${what}. ${help}`);
  return { code: 0, counts: { passed: 0, failed: 0, skipped: 1 } };
}

function readReport(name, count) {
  const file = path.join(RESULTS, name);
  return existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : FAILED;
}

async function testScripts({ node, env }) {
  const folder = path.join(ROOT, 'scripts', 'lib');
  const files = (await readdir(folder)).filter(name =>
    name.endsWith('.test.mjs'),
  );
  let output = '';
  const { code, stopped } = await runGroup(
    node,
    [
      '--test',
      '--test-reporter=tap',
      ...files.map(name => path.join(folder, name)),
    ],
    { cwd: ROOT, env, onOutput: chunk => (output += chunk) },
  );
  if (code !== 0) {
    process.stdout.write(output);
  }
  return { code, stopped, counts: countTap(output) };
}

async function testPackages({ node, env }) {
  const postgres = env[POSTGRES]
    ? NOTHING
    : lacking(
        env,
        'PostgreSQL for the tests of the database',
        `Name one in ${POSTGRES}, such as postgresql://user@localhost/postgres.`,
      ).counts;
  const report = path.join(RESULTS, 'packages.json');
  const { code, stopped } = await runGroup(
    node,
    [
      modulePath('@backstage', 'cli', 'bin', 'backstage-cli'),
      'repo',
      'test',
      '--watchAll=false',
      // For what hangs: no test is about time, and machines are busy now and then.
      '--testTimeout=60000',
      '--json',
      `--outputFile=${report}`,
    ],
    { cwd: ROOT, env },
  );
  return {
    code,
    stopped,
    counts: addCounts([readReport('packages.json', countJest), postgres]),
  };
}

async function testExample({ env }) {
  const python = await findPython(env);
  if (!python) {
    return lacking(
      env,
      'Python 3.11 or newer',
      'Install one, or name it in PYTHON.',
    );
  }
  const example = path.join(ROOT, 'examples', 'receipts');
  const folders = (await readdir(example)).filter(name =>
    existsSync(path.join(example, name, 'pyproject.toml')),
  );
  const { code, stopped } = await runGroup(
    python.command,
    [
      ...python.args,
      path.join(ROOT, 'scripts', 'lib', 'run_unittest.py'),
      path.join(RESULTS, 'example.json'),
      example,
      ...folders.sort(),
      '.',
    ],
    { cwd: ROOT, env },
  );
  return {
    code,
    stopped,
    counts: readReport('example.json', counts => counts),
  };
}

async function testPortal({ node, env }) {
  const chromium = findChromium(env);
  if (!chromium) {
    return lacking(
      env,
      'Chromium',
      'Install one, or name it in CHROMIUM_PATH.',
    );
  }
  // Not fixed ones: several checkouts may be tested on one machine at the same time.
  const [appPort, backendPort] = await findFreePorts(2);
  const { code, stopped } = await runGroup(
    node,
    [
      modulePath('@playwright', 'test', 'cli.js'),
      'test',
      '--config',
      path.join(ROOT, 'e2e-tests', 'playwright.config.ts'),
    ],
    {
      cwd: ROOT,
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        PORTAL_APP_PORT: `${appPort}`,
        PORTAL_BACKEND_PORT: `${backendPort}`,
        PORTAL_REPORT: path.join(RESULTS, 'portal.json'),
      },
    },
  );
  return { code, stopped, counts: readReport('portal.json', countPlaywright) };
}
