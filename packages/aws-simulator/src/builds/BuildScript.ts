import type { BuildPhaseType } from '@aws-sdk/client-codebuild';

/** The phases that a build goes through, in their order. COMPLETED has no length. */
export const PHASES = [
  'SUBMITTED',
  'QUEUED',
  'PROVISIONING',
  'DOWNLOAD_SOURCE',
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
  'UPLOAD_ARTIFACTS',
  'FINALIZING',
  'COMPLETED',
] as const satisfies readonly BuildPhaseType[];

/** A phase that takes time. @public */
export type WorkPhase = Exclude<
  (typeof PHASES)[number],
  'SUBMITTED' | 'QUEUED' | 'COMPLETED'
>;

/** Phases between the queue and the end, in their order. */
export const WORK_PHASES = PHASES.slice(2, -1) as WorkPhase[];

/** An image that a build pushes when POST_BUILD ends. @public */
export interface PushedImage {
  repository: string;
  tags: string[];
  manifest: string;
  mediaType: string;
  /** The manifests that an index lists. */
  children: { manifest: string; mediaType: string }[];
  /** Sizes of config and layers by digest; what the simulator holds in bytes is in the blob store. */
  blobs: Record<string, number>;
}

/** What a build will do. Plain JSON. @public */
export interface BuildScript {
  /** Seconds that each phase takes; left out, as long as a small image takes. */
  seconds?: Partial<Record<WorkPhase, number>>;
  /** Lines that each phase writes to the log, spread evenly over it. */
  log?: Partial<Record<WorkPhase, string[]>>;
  /** The phase that fails, and what its context says. */
  failure?: { phase: WorkPhase; message: string; statusCode?: string };
  images?: PushedImage[];
  exportedVariables?: Record<string, string>;
  resolvedSourceVersion?: string;
}
