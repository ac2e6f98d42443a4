import { FreshnessReason } from '../freshness/Freshness';
import { ImageTarget } from '../freshness/ImageTarget';
import { RebuildDeploy } from './RebuildPlan';

/** Every {@link RebuildState}. @public */
export const REBUILD_STATES = [
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;

/** Where a rebuild stands. Only `queued` and `running` go on. @public */
export type RebuildState = (typeof REBUILD_STATES)[number];

/** Every {@link StepState}, in the order in which steps go through them. @public */
export const STEP_STATES = [
  'pending',
  'ready',
  'attached',
  'starting',
  'running',
  'verifying',
  'stopping',
  'done',
  'failed',
  'blocked',
  'lost',
  'cancelled',
] as const;

/**
 * Where a step stands: `pending` until its parents are done, then `ready`; `attached` to the build of another step with the
 * same build key; `starting` while the answer of the build service is not sure; `lost` when the build service forgot it;
 * `blocked` when a parent failed.
 *
 * @public
 */
export type StepState = (typeof STEP_STATES)[number];

/** One image of a {@link Rebuild}. @public */
export interface RebuildStep extends ImageTarget {
  id: string;
  repository: string;
  state: StepState;
  reasons: FreshnessReason[];
  dependsOn: string[];
  wave: number;
  buildKey: string | null;
  /** Digest that it gave, or null. */
  digest: string | null;
  /** True when an image of this build key was there already. */
  reused: boolean;
  /** What happened last, or what is waited for; null when there is nothing to say. */
  message: string | null;
  /** Id of its newest build, or null. */
  buildId: string | null;
  attempt: number;
  startedAt: string | null;
  endedAt: string | null;
}

/** A plan that is being carried out. @public */
export interface Rebuild {
  id: string;
  sourceId: string;
  environment: string;
  revision: string | null;
  state: RebuildState;
  /** Entity ref of who started it, or null when the plugin did. */
  startedBy: string | null;
  cancelRequested: boolean;
  createdAt: string;
  endedAt: string | null;
  /** Why it failed or waits, or null. */
  message: string | null;
  /** Number of steps by state. */
  progress: Record<StepState, number>;
  deploys: RebuildDeploy[];
  steps: RebuildStep[];
}

/** A rebuild without its steps, as lists show it. @public */
export type RebuildSummary = Omit<Rebuild, 'steps'>;

/** One attempt of one step. @public */
export interface Build {
  id: string;
  rebuildId: string;
  stepId: string;
  attempt: number;
  buildKey: string;
  repository: string;
  state: 'starting' | 'running' | 'succeeded' | 'failed' | 'stopped' | 'lost';
  /** Current or last phase as the build service names it, or null. */
  phase: string | null;
  /** Why it failed, in the build service's words, redacted; or null. */
  message: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** Page of the build in the console of the build service, or null. */
  consoleUrl: string | null;
}

/** A part of a build's log. @public */
export interface BuildLogPage {
  lines: string[];
  /** Where the next part begins; also given while there is nothing new yet. */
  nextCursor: string;
  /** True when nothing more will come. */
  complete: boolean;
}

/** What to start. @public */
export interface StartRebuildRequest {
  sourceId: string;
  environment: string;
  /** As in a plan request. */
  images?: ImageTarget[];
  force?: boolean;
  withoutDependents?: boolean;
  /**
   * The same key gives the same rebuild, however often it is sent; 1 to 200 characters. A template action gives its task and
   * step.
   */
  requestKey?: string;
}

/** Answer to {@link StartRebuildRequest}. @public */
export interface StartedRebuild {
  rebuild: Rebuild | null;
  /** `started`; `queued` behind the one that is active; `existing` for a known request key; `nothing` when all is fresh. */
  outcome: 'started' | 'queued' | 'existing' | 'nothing';
}
