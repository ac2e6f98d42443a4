import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture } from './processes.mjs';

/** A Python of at least this version, as a command with arguments; undefined where there is none. */
export async function findPython(env, [major, minor] = [3, 11]) {
  const names = [
    ...(env.PYTHON ? [[env.PYTHON]] : []),
    ['python3'],
    ['python'],
    ...[14, 13, 12, 11].map(version => [`python3.${version}`]),
    ...(process.platform === 'win32' ? [['py', '-3']] : []),
  ];
  for (const [command, ...args] of names) {
    const probe = `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`;
    if ((await capture(command, [...args, '-c', probe], { env })).code === 0) {
      return { command, args };
    }
  }
  return undefined;
}

const CHROMIUM_PATHS = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The program of Chromium or of a browser made from it; CHROMIUM_PATH comes first. */
export function findChromium(env) {
  if (env.CHROMIUM_PATH) {
    return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  }
  const folders = (env.PATH ?? '').split(path.delimiter);
  return (CHROMIUM_PATHS[process.platform] ?? [])
    .flatMap(name =>
      path.isAbsolute(name)
        ? [name]
        : folders.map(folder => path.join(folder, name)),
    )
    .find(file => existsSync(file));
}
