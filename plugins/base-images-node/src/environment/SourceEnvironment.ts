import { RebuildMode } from '@base-images/backstage-plugin-base-images-common';

/**
 * Where the images of one source live and are built: one entry of `baseImages.sources.<id>.environments`. Only the
 * configuration says it; nothing in a repository, an annotation or a request chooses where credentials go.
 *
 * @public
 */
export interface SourceEnvironment {
  sourceId: string;
  /** Id of the environment, unique in its source. */
  id: string;
  /** AWS account: 12 digits. */
  account: string;
  region: string;
  /** Put before the name of each repository; no other source's prefix in this account and region begins with it. */
  repositoryPrefix: string;
  /** Name of the build project for each platform, such as `linux/arm64`. */
  projects: ReadonlyMap<string, string>;
  /** Versioned bucket that takes build contexts. */
  bucket: string;
  /** Patterns of the functions that may be read, with `*`, matched whole. */
  functions: readonly string[];
  /** Patterns of the functions that a rebuild may deploy to; empty unless the configuration allows it. */
  deploy: readonly string[];
  rebuild: RebuildMode;
  /** Most builds at once. */
  concurrency: number;
  /** Most builds that begin within 24 hours. */
  buildsPerDay: number;
  /** Minutes that a build may take, and may wait in the queue of the build service. */
  timeoutMinutes: number;
  queuedTimeoutMinutes: number;
  /**
   * Hosts of registries that external images may be looked up on, and names (or, with a slash at the end, beginnings of names) in the
   * environment's own registry that do not begin with its prefix.
   */
  registries: readonly string[];
}
