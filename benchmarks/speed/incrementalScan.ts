import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FolderSourceTree,
  scan,
  ScanMemory,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SpeedStep } from './SpeedStep';

/** A package that few others need; every tree has it. One of the core, `domains/d0/p1`, reaches most Lambdas instead. */
const EDITED = 'domains/d1/p39/pyproject.toml';
const REQUIREMENT = /dependencies = \[\n/;
const ADDED = '  "certifi",\n';

/** A memory of the folder, in which one manifest gets a requirement afterwards. */
async function scanAndEdit(folder: string): Promise<ScanMemory> {
  const memory = ScanMemory.create();
  await scan(await FolderSourceTree.open(folder), { memory });
  const path = join(folder, EDITED);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(REQUIREMENT, found => found + ADDED),
  );
  return memory;
}

function restore(folder: string): void {
  const path = join(folder, EDITED);
  writeFileSync(path, readFileSync(path, 'utf8').replace(ADDED, ''));
}

/** A scan after one edit, with what the scan before it left. */
export const incrementalScan: SpeedStep<ScanMemory> = {
  prepare: scanAndEdit,
  async run(folder, memory) {
    const tree = await FolderSourceTree.open(folder, { previous: memory.tree });
    await scan(tree, { memory });
  },
  restore,
};

/** The same without the listing. */
export const incrementalScanOfListed: SpeedStep<{
  memory: ScanMemory;
  tree: SourceTree;
}> = {
  async prepare(folder) {
    const memory = await scanAndEdit(folder);
    const tree = await FolderSourceTree.open(folder, { previous: memory.tree });
    return { memory, tree };
  },
  async run(_, { memory, tree }) {
    await scan(tree, { memory });
  },
  restore,
};
