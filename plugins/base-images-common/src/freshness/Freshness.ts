import { ImageTarget } from './ImageTarget';

/**
 * `fresh`; `stale`, with reasons; `missing` when there is none at all; `unknown` when the registry or Lambda could not be
 * asked, or what they say cannot be compared. Whether something is being built is told beside it.
 *
 * @public
 */
export type FreshnessStatus = 'fresh' | 'stale' | 'missing' | 'unknown';

/**
 * What changed: a `package` whose files the image holds; a third-party `dependency` (constraints, lock); the `dockerfile`
 * (or the declaration that it is generated from, build arguments included); other `files` that it alone reads, such as the
 * handler; the `parent` or another image that it reads; the `requirements` (which packages it holds); its `age`; or what is
 * `deploy`ed.
 *
 * @public
 */
export type FreshnessReasonKind =
  | 'package'
  | 'dependency'
  | 'dockerfile'
  | 'files'
  | 'parent'
  | 'requirements'
  | 'age'
  | 'deploy';

/** One thing that makes an image stale, from what to what. @public */
export interface FreshnessReason {
  kind: FreshnessReasonKind;
  /** What changed: a package, a file, an image reference, a function. */
  subject: string;
  /** What it was when the image was built (a hash, a digest; for `age` when that was, in ISO 8601), or null when it was not there. */
  from: string | null;
  /**
   * What it is now (for `age` since when it is too old, in ISO 8601), or null when it is no more, or will be known only once a
   * parent is built.
   */
  to: string | null;
}

/** A build that is under way for an image, beside its freshness. @public */
export interface ActiveBuild {
  rebuildId: string;
  stepId: string;
}

/** How fresh one image is in one environment: levels one and two. @public */
export interface ImageFreshness extends ImageTarget {
  /** Repository in the registry, with the environment's prefix. */
  repository: string;
  status: FreshnessStatus;
  /** Why it is stale; empty otherwise. Sorted by kind and subject. */
  reasons: FreshnessReason[];
  /** Why nothing is known, and what to do; null otherwise. */
  unknown: { message: string; since: string } | null;
  /** Build key that it should have (64 hex digits), or null while a parent of it is not fresh or nothing is known. */
  buildKey: string | null;
  /** Digest of the newest image that was verified, or null when there is none. */
  digest: string | null;
  /** When that image was pushed (ISO 8601), or null. */
  pushedAt: string | null;
  /** Compressed size of that image in bytes, or null. */
  sizeInBytes: number | null;
  /** When the registry was last asked with success (ISO 8601), or null. */
  observedAt: string | null;
  building: ActiveBuild | null;
  /** An image under the tag that it should have which is not what it claims to be, with why and what to do; mostly null. */
  refused: { digest: string; message: string } | null;
}

/** How fresh what one function runs is: level three. A function runs a digest, and does not follow tags. @public */
export interface FunctionFreshness {
  functionName: string;
  /** Id of the Lambda whose image it runs. */
  lambda: string;
  platform: string;
  status: FreshnessStatus;
  reasons: FreshnessReason[];
  unknown: { message: string; since: string } | null;
  /** Digest that it runs, or null. */
  digest: string | null;
  observedAt: string | null;
}

/** Freshness of a whole source in one environment. @public */
export interface SourceFreshness {
  sourceId: string;
  environment: string;
  revision: string | null;
  /** Sorted: parents before what stands on them, then by name and platform. */
  images: ImageFreshness[];
  /** Sorted by name. */
  functions: FunctionFreshness[];
  /** Number of images by status. */
  summary: Record<FreshnessStatus, number>;
}

/** Freshness of what one entity stands for, in each environment of its source. @public */
export interface EntityFreshness {
  sourceId: string;
  name: string;
  environments: {
    environment: string;
    /** `manual` or `auto`. */
    rebuild: RebuildMode;
    /** Whether the caller may start rebuilds, and try them again. */
    mayRebuild: boolean;
    /** Whether the caller may cancel rebuilds. */
    mayCancel: boolean;
    images: ImageFreshness[];
    functions: FunctionFreshness[];
  }[];
}

/** Whether rebuilds begin by hand only, or also by themselves once something is stale. @public */
export type RebuildMode = 'manual' | 'auto';
