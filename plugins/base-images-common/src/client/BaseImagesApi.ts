import { EntityFreshness, SourceFreshness } from '../freshness/Freshness';
import { Diagnostic } from '../model/Diagnostic';
import { EntityCoverage } from '../api/EntityCoverage';
import { GraphReport } from '../reports/GraphReport';
import { LambdaBaseImages } from '../api/LambdaBaseImages';
import { LambdaCoverage } from '../api/LambdaCoverage';
import { LookupReport } from '../reports/LookupReport';
import { Page, PageRequest } from '../api/Page';
import {
  BaseImagePreviewRequest,
  ProposalPreview,
  WithBasePreview,
} from '../api/ProposalPreview';
import { Snapshot } from '../api/Snapshot';
import { Source } from '../api/Source';
import { Environment, PreflightReport } from '../rebuild/Environment';
import {
  Build,
  BuildLogPage,
  Rebuild,
  RebuildState,
  RebuildSummary,
  StartedRebuild,
  StartRebuildRequest,
} from '../rebuild/Rebuild';
import { PlanRequest, RebuildPlan } from '../rebuild/RebuildPlan';

/** Options of every request. @public */
export interface RequestOptions {
  /** Backstage token to send; a client in the frontend sends the user's own without it. */
  token?: string;
  signal?: AbortSignal;
}

/** A required set to look a base image up for. @public */
export interface LookupRequest {
  /** Requirements such as `receipt-label[full]`. */
  packages: string[];
  /** Only base images for this platform, such as `linux/arm64`. */
  platform?: string;
  /** Only base images with this Python version, such as `3.12`. */
  python?: string;
  /** Also base images that hold more than is required. */
  supersets?: boolean;
}

/** An answer together with the ETag that it came with. @public */
export interface Tagged<T> {
  etag: string | undefined;
  value: T;
}

/**
 * The REST API of the Base Images backend.
 *
 * @remarks
 * Every method rejects with a `ResponseError` when the backend refuses: 403 `NotAllowedError`, 404 `NotFoundError` (also for
 * what the caller may not read), 400 `InputError`, 409 `ConflictError` (files changed since the last
 * scan), 503 `ServiceUnavailableError` (before the first good scan of a source).
 *
 * @public
 */
export interface BaseImagesApi {
  /** The sources that the caller may read, sorted by id. */
  getSources(
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Source>>;
  getSource(sourceId: string, options?: RequestOptions): Promise<Source>;
  /** The last good scan; undefined when its ETag still is `etag`. */
  getSnapshot(
    sourceId: string,
    etag?: string,
    options?: RequestOptions,
  ): Promise<Tagged<Snapshot> | undefined>;
  getGraph(sourceId: string, options?: RequestOptions): Promise<GraphReport>;
  /** Coverage of each Lambda, sorted by name. */
  getCoverage(
    sourceId: string,
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<LambdaCoverage>>;
  getDiagnostics(
    sourceId: string,
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Diagnostic>>;
  lookup(
    sourceId: string,
    request: LookupRequest,
    options?: RequestOptions,
  ): Promise<LookupReport>;
  /** Coverage as the page of this entity shows it. */
  getEntityCoverage(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityCoverage>;
  /** How each base image of its source fits the Lambda that this entity stands for. */
  getLambdaBaseImages(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<LambdaBaseImages>;
  /**
   * What the Dockerfile of the Lambda that this entity stands for becomes on a base image.
   *
   * @param request - `baseImage`: its name; the one that covers most when left out.
   */
  getWithBasePreview(
    entityRef: string,
    request?: { baseImage?: string },
    options?: RequestOptions,
  ): Promise<WithBasePreview>;
  /** What `base-images.yaml` becomes with a base image, and the Dockerfile that it is built from. */
  getBaseImagePreview(
    sourceId: string,
    request: BaseImagePreviewRequest,
    options?: RequestOptions,
  ): Promise<ProposalPreview>;

  /** The environments of the sources that the caller may read. */
  getEnvironments(
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Environment>>;
  /** What keeps an environment from working; needs the permission to start rebuilds. */
  getPreflight(
    place: EnvironmentRef,
    options?: RequestOptions,
  ): Promise<PreflightReport>;
  /** How fresh the images and functions of a source are in an environment. */
  getFreshness(
    place: EnvironmentRef,
    options?: RequestOptions,
  ): Promise<SourceFreshness>;
  /** How fresh the images are that this entity stands for; for a package, those that hold it. */
  getEntityFreshness(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityFreshness>;
  /** What a rebuild would do now, without doing it. */
  planRebuild(
    place: EnvironmentRef,
    request: PlanRequest,
    options?: RequestOptions,
  ): Promise<RebuildPlan>;
  /** Starts a rebuild, or queues it behind the active one; needs the permission `base-images.rebuild.create`. */
  startRebuild(
    request: StartRebuildRequest,
    options?: RequestOptions,
  ): Promise<StartedRebuild>;
  /** Newest first. */
  getRebuilds(
    request?: RebuildsRequest,
    options?: RequestOptions,
  ): Promise<Page<RebuildSummary>>;
  getRebuild(rebuildId: string, options?: RequestOptions): Promise<Rebuild>;
  /** Needs the permission `base-images.rebuild.cancel`. */
  cancelRebuild(rebuildId: string, options?: RequestOptions): Promise<Rebuild>;
  /** Tries the steps again that were not done; needs the permission `base-images.rebuild.create`. */
  retryRebuild(rebuildId: string, options?: RequestOptions): Promise<Rebuild>;
  /** Oldest first. */
  getBuilds(rebuildId: string, options?: RequestOptions): Promise<Build[]>;
  getBuildLog(
    buildId: string,
    cursor?: string,
    options?: RequestOptions,
  ): Promise<BuildLogPage>;
}

/** An environment of a source. @public */
export interface EnvironmentRef {
  sourceId: string;
  environment: string;
}

/** Which rebuilds to list. @public */
export interface RebuildsRequest extends PageRequest {
  sourceId?: string;
  environment?: string;
  state?: RebuildState;
}
