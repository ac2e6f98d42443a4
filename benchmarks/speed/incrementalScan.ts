import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FolderSourceTree,
  scan,
  ScanMemory,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SpeedStep } from './SpeedStep';

/** A change of one file of a package that few others need; every tree has it. */
interface Edit {
  path: string;
  apply(text: string): string;
  revert(text: string): string;
}

const REQUIREMENT = '  "certifi",\n';
const ASSIGNMENT = 'EDITED = True\n';

/** One more requirement. In a package of the core, `domains/d0/p1`, it reaches most Lambdas instead. */
export const MANIFEST_EDIT: Edit = {
  path: 'domains/d1/p39/pyproject.toml',
  apply: text =>
    text.replace('dependencies = [\n', found => found + REQUIREMENT),
  revert: text => text.replace(REQUIREMENT, ''),
};

/** One more line of a Python file. */
export const SOURCE_EDIT: Edit = {
  path: 'domains/d1/p39/src/acme_d1_p39/core.py',
  apply: text => text + ASSIGNMENT,
  revert: text => text.replace(ASSIGNMENT, ''),
};

function change(
  folder: string,
  { path }: Edit,
  to: (text: string) => string,
): void {
  const file = join(folder, path);
  writeFileSync(file, to(readFileSync(file, 'utf8')));
}

/** A memory of the folder, in which one file is changed afterwards. */
async function scanAndEdit(folder: string, edit: Edit): Promise<ScanMemory> {
  const memory = ScanMemory.create();
  await scan(await FolderSourceTree.open(folder), { memory });
  change(folder, edit, edit.apply);
  return memory;
}

/** A scan after one edit, with what the scan before it left. */
export function incrementalScan(edit: Edit): SpeedStep<ScanMemory> {
  return {
    prepare: folder => scanAndEdit(folder, edit),
    async run(folder, memory) {
      const tree = await FolderSourceTree.open(folder, {
        previous: memory.tree,
      });
      await scan(tree, { memory });
    },
    restore: folder => change(folder, edit, edit.revert),
  };
}

/** The same without the listing. */
export function incrementalScanOfListed(
  edit: Edit,
): SpeedStep<{ memory: ScanMemory; tree: SourceTree }> {
  return {
    async prepare(folder) {
      const memory = await scanAndEdit(folder, edit);
      const tree = await FolderSourceTree.open(folder, {
        previous: memory.tree,
      });
      return { memory, tree };
    },
    async run(_, { memory, tree }) {
      await scan(tree, { memory });
    },
    restore: folder => change(folder, edit, edit.revert),
  };
}
