import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { ensureNode } from './node.mjs';
import { modulePath } from './paths.mjs';
import { ensureYarn, writeShims } from './yarn.mjs';

/** Makes sure of Node, Yarn and the dependencies. Gives the Node program and the environment to run commands in. */
export async function prepareEnvironment() {
  const node = await ensureNode();
  const yarnScript = await ensureYarn();
  const shims = await writeShims(node.program, yarnScript);
  const env = {
    ...process.env,
    PATH: [
      shims,
      path.dirname(node.program),
      modulePath('.bin'),
      process.env.PATH,
    ].join(path.delimiter),
  };
  if (node.home) {
    // Native addons are compiled against the headers of the Node that loads them, not against those of the machine's.
    env.npm_config_nodedir = node.home;
  }
  await ensureDependencies(node, yarnScript, env);
  return { node: node.program, env };
}
