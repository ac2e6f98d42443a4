import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { runGroup } from '../lib/processes.mjs';

/** Runs the `base-images` command from its sources, in the folder that npm or Yarn was called in. */
export async function baseImages({ node, env }, args) {
  const { code, stopped } = await runGroup(
    node,
    [path.join(ROOT, 'packages', 'cli', 'bin', 'base-images'), ...args],
    { cwd: env.INIT_CWD ?? process.cwd(), env },
  );
  return stopped ? 130 : code;
}
