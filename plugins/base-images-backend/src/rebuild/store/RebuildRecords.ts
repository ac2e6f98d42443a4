import {
  Build,
  PlanRequest,
  RebuildDeploy,
  RebuildState,
  StepState,
} from '@base-images/backstage-plugin-base-images-common';
import {
  BuildInputs,
  PlannedStep,
} from '@base-images/backstage-plugin-base-images-node';

/** A deployment as it is stored. */
export interface DeployRecord extends RebuildDeploy {
  /** Revision of the function when it was told to change; absent before. */
  begun?: string;
}

/** A rebuild as it is stored. Times are milliseconds by the clock of the database. */
export interface RebuildRecord {
  id: string;
  sourceId: string;
  environment: string;
  state: RebuildState;
  request: PlanRequest;
  revision: string | null;
  treeHash: string;
  startedBy: string | null;
  cancelRequested: boolean;
  message: string | null;
  deploys: DeployRecord[];
  createdAt: number;
  endedAt: number | null;
}

/** A step of a rebuild as it is stored. */
export interface StepRecord {
  rebuildId: string;
  stepId: string;
  position: number;
  state: StepState;
  plan: PlannedStep;
  buildKey: string | null;
  digest: string | null;
  reused: boolean;
  attempt: number;
  buildId: string | null;
  message: string | null;
  notBefore: number;
  /** How often in a row something did not work that may work later. */
  tries: number;
  /** Builds of it that ended with a fault of the build service. */
  faults: number;
  startedAt: number | null;
  endedAt: number | null;
}

/** A build as it is stored: the intent is written before it is asked for. */
export interface BuildRecord {
  id: string;
  rebuildId: string;
  stepId: string;
  sourceId: string;
  environment: string;
  platform: string;
  /** Account and region of the repository: `123456789012/eu-central-1`. */
  registry: string;
  repository: string;
  buildKey: string;
  attempt: number;
  active: boolean;
  state: Build['state'];
  token: string;
  contextLocation: string;
  contextVersion: string;
  /** Of the build service, where it was asked for; null where that is not known. */
  project: string | null;
  /** When it was first sent without a refusal for an answer; null when nobody can have accepted it. */
  firstSentAt: number | null;
  /** Complete listings that did not have it. */
  listings: number;
  /** Since when its service, or the lists of it, do not have it. */
  missingSince: number | null;
  serviceBuildId: string | null;
  phase: string | null;
  message: string | null;
  digest: string | null;
  consoleUrl: string | null;
  createdAt: number;
  endedAt: number | null;
}

/** A verified image as it is stored. */
export interface ImageRecord {
  repository: string;
  buildKey: string;
  digest: string;
  inputs: BuildInputs;
  platform: string;
  sizeInBytes: number;
  /** ISO 8601. */
  pushedAt: string;
  /** Names its layers, as `layerChain` does; null or absent where they are not known. */
  layerChain?: string | null;
  committedAt: number;
}

/** A verified image that is to be stored. */
export type NewImage = Omit<ImageRecord, 'committedAt'>;

/** The right to write to a rebuild: lost as soon as another process claims it. */
export interface Claim {
  rebuildId: string;
  epoch: number;
}

/** What a step may change into; what is left out stays. */
export type StepChange = Partial<
  Omit<StepRecord, 'rebuildId' | 'stepId' | 'position' | 'plan'>
> & { state: StepState };

/** What may change of a build; what is left out stays. */
export type BuildChange = Partial<
  Pick<
    BuildRecord,
    | 'active'
    | 'state'
    | 'firstSentAt'
    | 'listings'
    | 'missingSince'
    | 'serviceBuildId'
    | 'phase'
    | 'message'
    | 'digest'
    | 'consoleUrl'
    | 'endedAt'
  >
>;
