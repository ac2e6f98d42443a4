import { PreflightProblem } from '@base-images/backstage-plugin-base-images-common';
import { ServiceRequest } from './ImageRegistry';

/** A build context that the build service can read. Its version never changes. @public */
export interface StoredContext {
  location: string;
  version: string;
}

/** What to build. Everything else that decides the image lies in the context: Dockerfile, labels, arguments, digests. @public */
export interface BuildRequest extends ServiceRequest {
  platform: string;
  /** Repository to push to, with the environment's prefix. */
  repository: string;
  context: StoredContext;
  /** Id of this attempt: the build carries it, so that a build whose answer was lost can be found again. */
  attempt: string;
  /** Idempotency token, the same whenever the same attempt is sent: 64 hex digits. */
  token: string;
}

/** A build as the build service tells it. @public */
export interface BuildStatus {
  buildId: string;
  /** {@link BuildRequest.attempt} of it, or null for a build that is not ours. */
  attempt: string | null;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'stopped';
  /** In the words of the build service, or null. */
  phase: string | null;
  /** Why it did not succeed, redacted; or null. */
  message: string | null;
  /** True when the service itself failed, which says nothing about the image. */
  serviceFault: boolean;
  /** Digest that the build says it pushed, or null. */
  digest: string | null;
  startedAt: string | null;
  endedAt: string | null;
  consoleUrl: string | null;
}

/** A part of a log. @public */
export interface BuildLog {
  /** Redacted, without control characters. */
  lines: string[];
  /** Where to go on. */
  cursor: string;
  /** True when the build has ended and nothing more will come. */
  complete: boolean;
}

/**
 * What builds images. Every method rejects with a {@link ServiceError}, or with the signal's reason.
 *
 * @public
 */
export interface BuildService {
  /**
   * Stores the zip file at `path`, checked by its SHA-256 (hex). What it holds is all that a build is told of its image: `source/` is
   * the monorepo pruned to what the build reads, and the files of `build/` say what to do, one value on each line, nothing in those
   * that do not matter: `dockerfile` and `context` (paths in `source/`), `target`, `platform`, `labels` and `args` (`NAME=VALUE`),
   * `contexts` (`IMAGE=docker-image://IMAGE@DIGEST`, as `docker buildx build --build-context` takes them), `secrets` (ids).
   */
  storeContext(
    request: ServiceRequest & { path: string; sha256: string },
  ): Promise<StoredContext>;

  /**
   * Begins a build. The same request and token within four minutes give the same build.
   *
   * @throws ServiceError `no-answer` when nobody knows whether it began.
   */
  startBuild(request: BuildRequest): Promise<{ buildId: string }>;

  /**
   * Status of builds, in few requests; ids that the service says it does not know are in `missing`. One of which it says nothing is
   * in neither.
   */
  readBuilds(
    request: ServiceRequest & { buildIds: readonly string[] },
  ): Promise<{ builds: BuildStatus[]; missing: string[] }>;

  /**
   * All builds of the platform's project that began at or after a time (ISO 8601), over all pages: what is not in it did not
   * begin, as far as the service tells.
   *
   * @throws ServiceError `no-answer` when the service did not provably tell all of them.
   */
  listBuilds(
    request: ServiceRequest & { platform: string; since: string },
  ): Promise<BuildStatus[]>;

  /** Asks to stop; a build that has ended stays as it is. */
  stopBuild(request: ServiceRequest & { buildId: string }): Promise<void>;

  readLog(
    request: ServiceRequest & { buildId: string; cursor?: string },
  ): Promise<BuildLog>;

  /** What keeps the environment from working, without changing anything; empty when all is well. */
  preflight(request: ServiceRequest): Promise<PreflightProblem[]>;
}
