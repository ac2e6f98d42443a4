import { RebuildDeploy } from '@base-images/backstage-plugin-base-images-common';
import { PlannedStep } from '@base-images/backstage-plugin-base-images-node';
import {
  BuildChange,
  BuildRecord,
  Claim,
  DeployRecord,
  ImageRecord,
  RebuildRecord,
  StepChange,
  StepRecord,
} from './RebuildRecords';

/** A rebuild that is asked for. */
export interface NewRebuild extends Pick<
  RebuildRecord,
  'sourceId' | 'environment' | 'request' | 'revision' | 'treeHash' | 'startedBy'
> {
  requestKey: string | undefined;
  steps: PlannedStep[];
  deploys: RebuildDeploy[];
}

/** The plan of a queued rebuild, once its turn has come, and the request that it was made for. */
export type NewPlan = Pick<
  NewRebuild,
  'request' | 'steps' | 'deploys' | 'revision' | 'treeHash'
>;

/** A build that is about to be asked for. */
export type NewBuild = Pick<
  BuildRecord,
  | 'sourceId'
  | 'environment'
  | 'platform'
  | 'registry'
  | 'repository'
  | 'buildKey'
  | 'attempt'
  | 'contextLocation'
  | 'contextVersion'
  | 'project'
>;

/** The image of a build, and the environment that it counts for. */
export type WantedBuild = Pick<
  NewBuild,
  'sourceId' | 'environment' | 'registry' | 'repository' | 'buildKey'
>;

/** How many builds there may be in an environment of a source. */
export interface BuildLimits {
  concurrency: number;
  perDay: number;
}

/** What came of the intent to build. */
export type BuildIntent =
  | { outcome: 'written'; build: BuildRecord }
  | { outcome: 'attached'; build: BuildRecord }
  /** As many builds as may be at once, or within a day. */
  | { outcome: 'busy' | 'budget' }
  /** The claim or the state of the step is gone, or somebody has cancelled the rebuild. */
  | { outcome: 'lost' };

/** What is old, and what is still configured. */
export interface PruneOptions {
  days: number;
  environments: readonly { sourceId: string; id: string }[];
  /** Ends it early; the next time goes on. */
  signal?: AbortSignal;
}

export interface RebuildFilter {
  sourceIds: readonly string[];
  environment?: string;
  state?: RebuildRecord['state'];
}

/** Part of a list of rebuilds: as many as that, after one of them. */
export interface RebuildPageRequest {
  limit: number;
  before?: { createdAt: number; id: string };
}

/**
 * Rebuilds, their steps and builds, and the images that were verified. Whatever a process writes for a rebuild that it claimed
 * is written only as long as the claim is its own and the row still is in the state that it was read in.
 */
export interface RebuildStore {
  /** Milliseconds by the clock of the database. */
  now(): Promise<number>;

  /** Makes it the active one of its source and environment, or the one queued behind that; fills the queued one anew. */
  create(
    rebuild: NewRebuild,
  ): Promise<{ id: string; outcome: 'started' | 'queued' | 'existing' }>;
  get(id: string): Promise<RebuildRecord | undefined>;
  findByRequestKey(
    sourceId: string,
    environment: string,
    requestKey: string,
  ): Promise<RebuildRecord | undefined>;
  /** Newest first. */
  list(
    filter: RebuildFilter,
    page: RebuildPageRequest,
  ): Promise<{ items: RebuildRecord[]; total: number }>;
  steps(rebuildId: string): Promise<StepRecord[]>;
  /** In which state each step is: far less than all of them. */
  stepStates(
    rebuildId: string,
  ): Promise<Pick<StepRecord, 'stepId' | 'state'>[]>;
  countSteps(
    rebuildIds: readonly string[],
  ): Promise<Map<string, Map<string, number>>>;
  builds(rebuildId: string): Promise<BuildRecord[]>;
  getBuild(id: string): Promise<BuildRecord | undefined>;
  activeRebuilds(): Promise<RebuildRecord[]>;
  findActive(
    sourceId: string,
    environment: string,
  ): Promise<RebuildRecord | undefined>;
  /** The one that is queued; it becomes active by {@link promote}. */
  queuedRebuilds(): Promise<RebuildRecord[]>;

  /**
   * The right to write, or undefined while another process has it.
   *
   * @param idleMs - only if nobody has had it for so long, since it became active.
   */
  claim(
    rebuildId: string,
    owner: string,
    milliseconds: number,
    idleMs?: number,
  ): Promise<Claim | undefined>;
  /** False when the claim is gone. */
  renew(claim: Claim, milliseconds: number): Promise<boolean>;
  release(claim: Claim): Promise<void>;

  /** False when the claim is gone or the step is not in that state any more. */
  changeStep(
    claim: Claim,
    step: Pick<StepRecord, 'rebuildId' | 'stepId' | 'state'>,
    change: StepChange,
  ): Promise<boolean>;
  changeBuild(
    claim: Claim,
    build: Pick<BuildRecord, 'id' | 'state'>,
    change: BuildChange,
  ): Promise<boolean>;
  changeDeploys(claim: Claim, deploys: DeployRecord[]): Promise<boolean>;
  /**
   * Gives the build that a step is attached to over to that step, unless the step that it was begun for still follows it:
   * otherwise nobody would. False when somebody does.
   */
  takeOver(
    claim: Claim,
    step: StepRecord,
    build: BuildRecord,
  ): Promise<boolean>;
  /** Whether a step of another rebuild waits for a build. */
  hasAttached(
    buildId: string,
    except: Pick<StepRecord, 'rebuildId'>,
  ): Promise<boolean>;
  /**
   * Whether {@link intend} would be of use now, so that nothing is prepared in vain: `free` where it would write or attach. Another
   * process may take the place meanwhile.
   */
  outlook(
    build: WantedBuild,
    limits: BuildLimits,
  ): Promise<'free' | 'busy' | 'budget'>;
  /** Step and intent in one transaction. */
  intend(
    claim: Claim,
    step: StepRecord,
    build: NewBuild,
    limits: BuildLimits,
  ): Promise<BuildIntent>;
  /** A verified image, with the step and the build that gave it. */
  commitImage(
    claim: Claim,
    step: StepRecord,
    build: Pick<BuildRecord, 'id'> | undefined,
    registry: string,
    image: Omit<ImageRecord, 'committedAt'>,
  ): Promise<boolean>;
  /** Ends it, and frees its place for the one that is queued. Builds of it that nobody follows any more are lost. */
  end(
    claim: Claim,
    state: 'done' | 'failed' | 'cancelled',
    message: string | null,
  ): Promise<boolean>;
  /** Gives the queued one the free place, with the steps of a new plan. False when it is taken, or more was asked for meanwhile. */
  promote(rebuildId: string, plan: NewPlan): Promise<boolean>;
  requestCancel(rebuildId: string): Promise<boolean>;
  /**
   * Steps that failed, were lost, cancelled or blocked become pending again, deployments that were not made become planned, and
   * failures in a row are forgotten. False when it did not fail, or another one is active.
   */
  retry(rebuildId: string): Promise<boolean>;

  images(
    registry: string,
    repositories: readonly string[],
  ): Promise<ImageRecord[]>;
  saveImages(
    registry: string,
    images: Omit<ImageRecord, 'committedAt'>[],
  ): Promise<void>;
  forgetImage(
    registry: string,
    repository: string,
    buildKey: string,
  ): Promise<void>;
  /** Forgets the images of registries that no environment has any more. */
  forgetImagesExcept(registries: readonly string[]): Promise<void>;
  /** Forgets the images of other repositories of a registry. */
  forgetRepositoriesExcept(
    registry: string,
    repositories: readonly string[],
  ): Promise<void>;

  /** Failures in a row of an image with this build key; none with another one. */
  failures(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ): Promise<number>;
  addFailure(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ): Promise<void>;
  resetFailures(
    sourceId: string,
    environment: string,
    imageIds: readonly string[],
  ): Promise<void>;
  /**
   * Deletes rebuilds that ended longer ago, except the newest of each environment, and failures in a row of long ago or of other
   * environments, and ends builds that nobody follows. Gives how many rebuilds that were.
   */
  prune(options: PruneOptions): Promise<number>;
}
