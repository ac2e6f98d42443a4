import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SetupError, say, timed } from './log.mjs';
import { installTool } from './npm.mjs';
import { TOOLS } from './paths.mjs';
import { capture } from './processes.mjs';

/** What `engines` in package.json allows. */
const SUPPORTED_MAJORS = [22, 24];

/** What is installed where the machine's Node is none of these; the range is for registries that lack the version. */
const PREFERRED = '24.16.0';
const ACCEPTED = '22 || 24';

/** A folder for each tool: npm removes whatever else it finds in the one that it installs into. */
const FOLDER = path.join(TOOLS, 'node');

/** Whether the project runs with this version of Node, such as `v24.16.0`. */
export function isSupportedNode(version) {
  return SUPPORTED_MAJORS.includes(
    Number(version.replace(/^v/, '').split('.')[0]),
  );
}

/** The npm package that holds the Node program of a platform. */
export function nodePackage(platform, arch) {
  const supported =
    ['linux', 'darwin', 'win32'].includes(platform) &&
    ['x64', 'arm64'].includes(arch);
  if (!supported) {
    throw new SetupError(
      `There is no ready-made Node.js for ${platform} on ${arch}`,
      `Install Node.js ${SUPPORTED_MAJORS.join(' or ')} yourself, then try again.`,
    );
  }
  const prefix =
    platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** A Node that the project runs with: its program, and the folder with its headers where it has one. */
export async function ensureNode() {
  if (isSupportedNode(process.version)) {
    return withHeaders(process.execPath, process.version);
  }
  const name = nodePackage(process.platform, process.arch);
  const program = path.join(
    FOLDER,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  let version = await versionOf(program);
  if (!version) {
    await mkdir(FOLDER, { recursive: true });
    await timed(
      `This machine has Node.js ${process.version}; installing Node.js ${PREFERRED} for this checkout only, into .tools`,
      async () => {
        try {
          await installTool(FOLDER, [`${name}@${PREFERRED}`]);
        } catch (error) {
          say(`${error.message}; trying another version`);
          await installTool(FOLDER, [`${name}@${ACCEPTED}`]);
        }
      },
    );
    version = await versionOf(program);
  }
  if (!version || !isSupportedNode(version)) {
    throw new SetupError(
      `The Node.js that was installed into .tools does not run on this machine`,
      `Install Node.js ${SUPPORTED_MAJORS.join(' or ')} yourself (on Alpine: from its own packages), then try again.`,
    );
  }
  return withHeaders(program, version);
}

async function versionOf(program) {
  if (!existsSync(program)) {
    return undefined;
  }
  const result = await capture(program, ['--version']);
  return result.code === 0 ? result.stdout.trim() : undefined;
}

function withHeaders(program, version) {
  const home =
    process.platform === 'win32'
      ? path.dirname(program)
      : path.dirname(path.dirname(program));
  const hasHeaders = existsSync(path.join(home, 'include', 'node', 'node.h'));
  return { program, version, home: hasHeaders ? home : undefined };
}
