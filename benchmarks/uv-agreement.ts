import { existsSync, readdirSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  FolderSourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { readOurWorkspace } from './uv/readOurWorkspace';
import { readUvWorkspace, Workspace } from './uv/readUvWorkspace';

/**
 * Compares the members and edges of every uv workspace below a folder of checkouts with what `uv workspace metadata` says of it,
 * and prints each difference.
 */
async function main(folder: string, uv: string, only: string | undefined) {
  const totals = { workspaces: 0, members: 0, edges: 0, agreeing: 0 };
  for (const name of readdirSync(folder).sort()) {
    const checkout = resolve(folder, name);
    if (only !== undefined && !only.split(',').includes(name)) {
      continue;
    }
    if (!existsSync(join(checkout, '.git'))) {
      continue;
    }
    const tree = await FolderSourceTree.open(checkout);
    const locks = [...tree.files.keys()].filter(
      path => posix.basename(path) === 'uv.lock',
    );
    if (locks.length === 0) {
      continue;
    }
    const { packages } = await scan(tree);
    for (const lock of locks) {
      const root = posix.dirname(lock);
      let theirs: Workspace;
      try {
        theirs = readUvWorkspace(checkout, join(checkout, root), uv);
      } catch (error) {
        console.log(`${name}/${root}: uv cannot read it: ${reasonOf(error)}`);
        continue;
      }
      if (theirs.members.size < 2) {
        continue;
      }
      const ours = readOurWorkspace(packages, new Set(theirs.members.keys()));
      const differences = [
        ...compare('member', places(theirs.members), places(ours.members)),
        ...compare('edge', theirs.edges, ours.edges),
      ];
      console.log(
        `${name}/${root}: ${theirs.members.size} members, ${theirs.edges.size} edges, ${differences.length} differences`,
      );
      differences.forEach(line => console.log(`  ${line}`));
      totals.workspaces += 1;
      totals.members += theirs.members.size;
      totals.edges += theirs.edges.size;
      totals.agreeing += differences.length === 0 ? 1 : 0;
    }
  }
  console.log(
    `${totals.workspaces} workspaces with ${totals.members} members and ${totals.edges} edges, of which ${totals.agreeing} agree wholly`,
  );
}

function places(members: ReadonlyMap<string, string>): Set<string> {
  return new Set([...members].map(([name, path]) => `${name} in ${path}`));
}

function compare(
  what: string,
  theirs: ReadonlySet<string>,
  ours: ReadonlySet<string>,
): string[] {
  return [
    ...[...theirs]
      .filter(item => !ours.has(item))
      .map(item => `${what} of uv only: ${item}`),
    ...[...ours]
      .filter(item => !theirs.has(item))
      .map(item => `${what} of ours only: ${item}`),
  ].sort();
}

/** The last line of what uv printed. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1)!.trim();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    uv: { type: 'string', default: 'uv' },
  },
});
if (positionals.length !== 1) {
  console.error(
    'usage: uv-agreement.ts FOLDER [--uv COMMAND] [--only CHECKOUT,…]\n\nFOLDER holds git checkouts.',
  );
  process.exitCode = 2;
} else {
  main(positionals[0], values.uv, values.only);
}
