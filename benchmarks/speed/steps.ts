import { floor } from './floor';
import {
  incrementalScan,
  incrementalScanOfListed,
  MANIFEST_EDIT,
  SOURCE_EDIT,
} from './incrementalScan';
import { graphReport, lambdaCoverage } from './reports';
import { fullScan, openTree, scanOfListed } from './scans';
import { measure, SpeedResult } from './SpeedStep';

/** Everything that is measured, in the order of the table. */
export const STEPS = {
  floor: folder => measure(floor, folder),
  list: folder => measure(openTree, folder),
  scan: folder => measure(fullScan, folder),
  'scan of listed': folder => measure(scanOfListed, folder),
  'manifest edit': folder => measure(incrementalScan(MANIFEST_EDIT), folder),
  'manifest edit of listed': folder =>
    measure(incrementalScanOfListed(MANIFEST_EDIT), folder),
  'source edit': folder => measure(incrementalScan(SOURCE_EDIT), folder),
  'source edit of listed': folder =>
    measure(incrementalScanOfListed(SOURCE_EDIT), folder),
  graph: folder => measure(graphReport, folder),
  coverage: folder => measure(lambdaCoverage, folder),
} satisfies Record<string, (folder: string) => Promise<SpeedResult>>;

export type StepName = keyof typeof STEPS;
