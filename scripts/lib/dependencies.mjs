import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupError, say, timed, withoutHosts } from './log.mjs';
import { yarnSettingsFromNpm } from './npm.mjs';
import { ROOT, modulePath } from './paths.mjs';
import { capture, runGroup } from './processes.mjs';

/** Says for which lock file and which Node `node_modules` was installed. */
const STATE = modulePath('.base-images-install.json');

/** Room that a first install takes: node_modules and Yarn's cache. */
const NEEDED_GIB = 2.5;

/** Installs what the lock file names, unless that was done before. */
export async function ensureDependencies(node, yarnScript, env) {
  const wanted = installState(node.version);
  const before = readState();
  if (before === wanted) {
    return;
  }
  await checkRoom();
  const settings = await yarnSettingsFromNpm();
  const run = args => runYarn(node, yarnScript, args, { ...env, ...settings });
  await timed(
    before
      ? 'The lock file or Node.js changed: installing dependencies'
      : 'Installing dependencies (the first time takes some minutes)',
    async () => {
      await run(['install', '--immutable']);
      if (before && before.split(' ')[0] !== wanted.split(' ')[0]) {
        await run(['rebuild', 'better-sqlite3']);
      }
    },
  );
  await writeFile(STATE, `${wanted}\n`);
}

function readState() {
  try {
    return readFileSync(STATE, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Platform and Node's major version, for which native addons are built, then a hash of what is installed. */
function installState(nodeVersion) {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(path.join(ROOT, folder)).map(name =>
      path.join(ROOT, folder, name, 'package.json'),
    ),
  );
  for (const file of [
    'yarn.lock',
    'package.json',
    '.yarnrc.yml',
    ...manifests.sort(),
  ]) {
    const absolute = path.resolve(ROOT, file);
    if (existsSync(absolute)) {
      hash
        .update(path.relative(ROOT, absolute))
        .update('\0')
        .update(readFileSync(absolute))
        .update('\0');
    }
  }
  const target = `${process.platform}-${process.arch}-${nodeVersion.split('.')[0]}`;
  return `${target} ${hash.digest('hex')}`;
}

async function checkRoom() {
  if (existsSync(modulePath())) {
    return;
  }
  const { bavail, bsize } = await statfs(ROOT);
  const free = (Number(bavail) * Number(bsize)) / 2 ** 30;
  if (free < NEEDED_GIB) {
    throw new SetupError(
      `Only ${free.toFixed(1)} GiB are free here, and an install takes about ${NEEDED_GIB} GiB`,
      'Make room, then try again.',
    );
  }
}

async function runYarn(node, yarnScript, args, env) {
  let output = '';
  const { code, stopped } = await runGroup(
    node.program,
    [yarnScript, ...args],
    {
      cwd: ROOT,
      env,
      onOutput: chunk => {
        output += chunk;
        for (const line of String(chunk).split('\n').filter(isWorthShowing)) {
          say(`  ${line.replace(/^➤ /, '')}`);
        }
      },
    },
  );
  if (stopped) {
    throw new SetupError(
      'The install was stopped',
      'Run the same command again to go on.',
    );
  }
  if (code !== 0) {
    throw await yarnFailure(output);
  }
}

/** The steps; not the several hundred lines about peer dependencies, nor one line for every package that failed. */
function isWorthShowing(line) {
  return /YN0000: (┌|· Done|· Failed)|YN0013/.test(line);
}

async function yarnFailure(output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|RequestError)\b/.test(
      output,
    )
  ) {
    return new SetupError(
      'The npm registry did not answer while the dependencies were installed',
      'Check the network, the proxy and `npm config get registry`, then try again.',
    );
  }
  if (/\bENOSPC\b/.test(output)) {
    return new SetupError('The disk is full', 'Make room, then try again.');
  }
  if (/YN0028/.test(output)) {
    return new SetupError(
      'yarn.lock does not fit the package.json files',
      'Run `.tools/bin/yarn install`, look at the change, and commit yarn.lock.',
    );
  }
  const failed =
    /YN0009: .*?\b(better-sqlite3|[@\w/-]+)@npm.*?logs can be found here: ([^)]+)\)/.exec(
      output,
    );
  if (failed) {
    const compilers = await Promise.all(
      ['make', 'c++', 'g++', 'clang++'].map(name =>
        capture(name, ['--version']),
      ),
    );
    const [make, ...rest] = compilers.map(result => result.code === 0);
    if (process.platform !== 'win32' && (!make || !rest.some(Boolean))) {
      return new SetupError(
        `${failed[1]} has to be compiled here, and this machine has no C++ compiler`,
        'Install one (Debian, Ubuntu: `apt-get install g++ make python3`; macOS: `xcode-select --install`), then try again.',
      );
    }
    return new SetupError(
      `${failed[1]} could not be compiled; the log is ${failed[2]}`,
      'It needs a C++20 compiler, make and Python 3.',
    );
  }
  return new SetupError(
    `Yarn failed:\n${withoutHosts(output).trim().slice(-3000)}`,
    'See the message above.',
  );
}
