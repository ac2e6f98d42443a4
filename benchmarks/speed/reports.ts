import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  FolderSourceTree,
  scan,
  toGraphReport,
  toLambdaCoverage,
} from '@base-images/backstage-plugin-base-images-node';
import { SpeedStep } from './SpeedStep';

async function prepare(folder: string): Promise<Monorepo> {
  return scan(await FolderSourceTree.open(folder));
}

/** The graph as `base-images graph` and the backend give it, of a monorepo that was scanned before. */
export const graphReport: SpeedStep<Monorepo> = {
  prepare,
  run(_, monorepo) {
    toGraphReport(monorepo);
  },
};

/** The best base image of each Lambda, of a monorepo that was scanned before. */
export const lambdaCoverage: SpeedStep<Monorepo> = {
  prepare,
  run(_, monorepo) {
    toLambdaCoverage(monorepo);
  },
};
