import {
  FolderSourceTree,
  scan,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SpeedStep } from './SpeedStep';

/** Only listing the tree: the blob ids of all files, and a comparison with the work tree. */
export const openTree: SpeedStep<void> = {
  async prepare() {},
  async run(folder) {
    await FolderSourceTree.open(folder);
  },
};

/** What `base-images check` does before it prints. */
export const fullScan: SpeedStep<void> = {
  async prepare() {},
  async run(folder) {
    await scan(await FolderSourceTree.open(folder));
  },
};

/** The scan without the listing. */
export const scanOfListed: SpeedStep<SourceTree> = {
  prepare: folder => FolderSourceTree.open(folder),
  async run(_, tree) {
    await scan(tree);
  },
};
