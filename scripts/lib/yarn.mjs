import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { timed } from './log.mjs';
import { installTool } from './npm.mjs';
import { ROOT, TOOLS } from './paths.mjs';

const FOLDER = path.join(TOOLS, 'yarn');

/** The script of the Yarn that `packageManager` in package.json names. */
export async function ensureYarn() {
  const manifest = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const version = manifest.packageManager.replace(/^yarn@([^+]+).*$/, '$1');
  const folder = path.join(FOLDER, 'node_modules', '@yarnpkg', 'cli-dist');
  const script = path.join(folder, 'bin', 'yarn.js');
  if (installedVersion(folder) !== version || !existsSync(script)) {
    await mkdir(FOLDER, { recursive: true });
    await timed(
      `Installing Yarn ${version} for this checkout only, into .tools`,
      () => installTool(FOLDER, [`@yarnpkg/cli-dist@${version}`]),
    );
  }
  return script;
}

/** Commands `node` and `yarn` for programs that look for them on the PATH; gives the folder. */
export async function writeShims(node, yarnScript) {
  const folder = path.join(TOOLS, 'bin');
  await mkdir(folder, { recursive: true });
  const shims =
    process.platform === 'win32'
      ? {
          'node.cmd': `@"${node}" %*\r\n`,
          'yarn.cmd': `@"${node}" "${yarnScript}" %*\r\n`,
        }
      : {
          node: `#!/bin/sh\nexec "${node}" "$@"\n`,
          yarn: `#!/bin/sh\nexec "${node}" "${yarnScript}" "$@"\n`,
        };
  for (const [name, content] of Object.entries(shims)) {
    const file = path.join(folder, name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
      // Not in place: another program may be reading it, or have a hard link to it.
      await writeFile(`${file}.new`, content);
      await chmod(`${file}.new`, 0o755);
      await rename(`${file}.new`, file);
    }
  }
  return folder;
}

function installedVersion(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
      .version;
  } catch {
    return undefined;
  }
}
