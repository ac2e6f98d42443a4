import { FreshnessReason, FreshnessStatus } from '../freshness/Freshness';
import { ImageTarget } from '../freshness/ImageTarget';

/** What a plan is made for. @public */
export interface PlanRequest {
  /** Only these images, what they stand on as far as it is not fresh, and what stands on them; everything when left out. */
  images?: ImageTarget[];
  /** Build the images that are named (all when none are) even though they are fresh. */
  force?: boolean;
  /** Leave out what stands on the images that are named. */
  withoutDependents?: boolean;
}

/** One image to build. @public */
export interface PlanStep extends ImageTarget {
  /** Stable in its plan: kind, name and platform. */
  id: string;
  repository: string;
  status: FreshnessStatus;
  /** Why: its own reasons, and a `parent` reason (with `to` null) for each parent that is built before it. */
  reasons: FreshnessReason[];
  /** Ids of the steps that hand their digest to this one, sorted. */
  dependsOn: string[];
  /** Build key, or null when it is known only once its parents are built. */
  buildKey: string | null;
  /** 0-based; for display only: a step begins as soon as its parents are done. */
  wave: number;
}

/** What a rebuild would do, in an order in which parents come first. @public */
export interface RebuildPlan {
  sourceId: string;
  environment: string;
  revision: string | null;
  treeHash: string;
  steps: PlanStep[];
  /** Images that should be built but cannot, with why and what to do. */
  refused: (ImageTarget & { message: string })[];
  /** Functions that the new images would be deployed to, sorted; empty unless the environment allows it. */
  deploys: RebuildDeploy[];
}

/** A function that is to run the image of a step. @public */
export interface RebuildDeploy {
  functionName: string;
  stepId: string;
  /** What it runs now: when it runs something else in the end, it is left alone. */
  fromDigest: string;
  state: 'planned' | 'done' | 'failed';
  /** Why it failed or waits, or null. */
  message: string | null;
}
