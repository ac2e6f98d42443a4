import { EntityCoverage } from '../api/EntityCoverage';
import { LambdaBaseImages } from '../api/LambdaBaseImages';
import { LambdaCoverage } from '../api/LambdaCoverage';
import { Page, PageRequest } from '../api/Page';
import {
  BaseImagePreviewRequest,
  ProposalPreview,
  WithBasePreview,
} from '../api/ProposalPreview';
import { Snapshot } from '../api/Snapshot';
import { Source } from '../api/Source';
import { EntityFreshness, SourceFreshness } from '../freshness/Freshness';
import { Diagnostic } from '../model/Diagnostic';
import { Environment, PreflightReport } from '../rebuild/Environment';
import {
  Build,
  BuildLogPage,
  Rebuild,
  RebuildSummary,
  StartedRebuild,
  StartRebuildRequest,
} from '../rebuild/Rebuild';
import { PlanRequest, RebuildPlan } from '../rebuild/RebuildPlan';
import { GraphReport } from '../reports/GraphReport';
import { LookupReport } from '../reports/LookupReport';
import {
  BaseImagesApi,
  EnvironmentRef,
  LookupRequest,
  RebuildsRequest,
  RequestOptions,
  Tagged,
} from './BaseImagesApi';
import {
  BaseImagesDiscoveryApi,
  BaseImagesFetchApi,
  BaseImagesRequests,
} from './BaseImagesRequests';

/**
 * Talks to the Base Images backend over HTTP.
 *
 * @public
 */
export class DefaultBaseImagesClient implements BaseImagesApi {
  /**
   * @param options - The discovery API finds the backend; without a fetch API the platform's own `fetch` is used.
   */
  static create(options: {
    discoveryApi: BaseImagesDiscoveryApi;
    fetchApi?: BaseImagesFetchApi;
  }): DefaultBaseImagesClient {
    return new DefaultBaseImagesClient(BaseImagesRequests.create(options));
  }

  private constructor(private readonly requests: BaseImagesRequests) {}

  async getSources(
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Source>> {
    return this.requests.get(['sources'], { ...page }, options);
  }

  async getSource(sourceId: string, options?: RequestOptions): Promise<Source> {
    return this.requests.get(['sources', sourceId], {}, options);
  }

  async getSnapshot(
    sourceId: string,
    etag?: string,
    options?: RequestOptions,
  ): Promise<Tagged<Snapshot> | undefined> {
    return this.requests.getTagged(
      ['sources', sourceId, 'snapshot'],
      etag,
      options,
    );
  }

  async getGraph(
    sourceId: string,
    options?: RequestOptions,
  ): Promise<GraphReport> {
    return this.requests.get(['sources', sourceId, 'graph'], {}, options);
  }

  async getCoverage(
    sourceId: string,
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<LambdaCoverage>> {
    return this.requests.get(
      ['sources', sourceId, 'coverage'],
      { ...page },
      options,
    );
  }

  async getDiagnostics(
    sourceId: string,
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Diagnostic>> {
    return this.requests.get(
      ['sources', sourceId, 'diagnostics'],
      { ...page },
      options,
    );
  }

  async lookup(
    sourceId: string,
    request: LookupRequest,
    options?: RequestOptions,
  ): Promise<LookupReport> {
    const { packages, ...rest } = request;
    return this.requests.get(
      ['sources', sourceId, 'lookup'],
      { packages: packages.join(','), ...rest },
      options,
    );
  }

  async getEntityCoverage(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityCoverage> {
    return this.requests.getOfEntity(entityRef, 'coverage', {}, options);
  }

  async getLambdaBaseImages(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<LambdaBaseImages> {
    return this.requests.getOfEntity(entityRef, 'base-images', {}, options);
  }

  async getWithBasePreview(
    entityRef: string,
    request?: { baseImage?: string },
    options?: RequestOptions,
  ): Promise<WithBasePreview> {
    return this.requests.getOfEntity(
      entityRef,
      'with-base',
      { ...request },
      options,
    );
  }

  async getBaseImagePreview(
    sourceId: string,
    request: BaseImagePreviewRequest,
    options?: RequestOptions,
  ): Promise<ProposalPreview> {
    return this.requests.post(
      ['sources', sourceId, 'base-image-preview'],
      request,
      options,
    );
  }

  async getEnvironments(
    page?: PageRequest,
    options?: RequestOptions,
  ): Promise<Page<Environment>> {
    return this.requests.get(['environments'], { ...page }, options);
  }

  async getPreflight(
    place: EnvironmentRef,
    options?: RequestOptions,
  ): Promise<PreflightReport> {
    return this.requests.get([...pathOf(place), 'preflight'], {}, options);
  }

  async getFreshness(
    place: EnvironmentRef,
    options?: RequestOptions,
  ): Promise<SourceFreshness> {
    return this.requests.get([...pathOf(place), 'freshness'], {}, options);
  }

  async getEntityFreshness(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityFreshness> {
    return this.requests.getOfEntity(entityRef, 'freshness', {}, options);
  }

  async planRebuild(
    place: EnvironmentRef,
    request: PlanRequest,
    options?: RequestOptions,
  ): Promise<RebuildPlan> {
    return this.requests.post([...pathOf(place), 'plan'], request, options);
  }

  async startRebuild(
    request: StartRebuildRequest,
    options?: RequestOptions,
  ): Promise<StartedRebuild> {
    return this.requests.post(['rebuilds'], request, options);
  }

  async getRebuilds(
    request?: RebuildsRequest,
    options?: RequestOptions,
  ): Promise<Page<RebuildSummary>> {
    return this.requests.get(['rebuilds'], { ...request }, options);
  }

  async getRebuild(
    rebuildId: string,
    options?: RequestOptions,
  ): Promise<Rebuild> {
    return this.requests.get(['rebuilds', rebuildId], {}, options);
  }

  async cancelRebuild(
    rebuildId: string,
    options?: RequestOptions,
  ): Promise<Rebuild> {
    return this.requests.post(['rebuilds', rebuildId, 'cancel'], {}, options);
  }

  async retryRebuild(
    rebuildId: string,
    options?: RequestOptions,
  ): Promise<Rebuild> {
    return this.requests.post(['rebuilds', rebuildId, 'retry'], {}, options);
  }

  async getBuilds(
    rebuildId: string,
    options?: RequestOptions,
  ): Promise<Build[]> {
    const { items } = await this.requests.get<{ items: Build[] }>(
      ['rebuilds', rebuildId, 'builds'],
      {},
      options,
    );
    return items;
  }

  async getBuildLog(
    buildId: string,
    cursor?: string,
    options?: RequestOptions,
  ): Promise<BuildLogPage> {
    return this.requests.get(['builds', buildId, 'log'], { cursor }, options);
  }
}

function pathOf({ sourceId, environment }: EnvironmentRef): string[] {
  return ['sources', sourceId, 'environments', environment];
}
