import {
  BaseImagePreviewRequest,
  Build,
  BuildLogPage,
  EntityFreshness,
  Environment,
  PlanRequest,
  PreflightReport,
  Rebuild,
  RebuildPlan,
  RebuildState,
  RebuildSummary,
  SourceFreshness,
  StartedRebuild,
  StartRebuildRequest,
  Diagnostic,
  EntityCoverage,
  GraphReport,
  LambdaBaseImages,
  LambdaCoverage,
  LookupReport,
  Page,
  PageRequest,
  ProposalPreview,
  Snapshot,
  Source,
  WithBasePreview,
} from '@base-images/backstage-plugin-base-images-common';

/** What `openapi.yaml` describes, as types: the router is checked against both. */
export type BaseImagesEndpointMap = {
  '#get|/sources': {
    query: PageRequest;
    response: Page<Source>;
  };
  '#get|/sources/{sourceId}': {
    path: SourcePath;
    response: Source;
  };
  '#get|/sources/{sourceId}/snapshot': {
    path: SourcePath;
    response: Snapshot;
  };
  '#get|/sources/{sourceId}/graph': {
    path: SourcePath;
    response: GraphReport;
  };
  '#get|/sources/{sourceId}/coverage': {
    path: SourcePath;
    query: PageRequest;
    response: Page<LambdaCoverage>;
  };
  '#get|/sources/{sourceId}/diagnostics': {
    path: SourcePath;
    query: PageRequest;
    response: Page<Diagnostic>;
  };
  '#get|/sources/{sourceId}/lookup': {
    path: SourcePath;
    query: LookupQuery;
    response: LookupReport;
  };
  '#post|/sources/{sourceId}/base-image-preview': {
    path: SourcePath;
    body: BaseImagePreviewRequest;
    response: ProposalPreview;
  };
  '#get|/entities/{kind}/{namespace}/{name}/coverage': {
    path: EntityPath;
    response: EntityCoverage;
  };
  '#get|/entities/{kind}/{namespace}/{name}/base-images': {
    path: EntityPath;
    response: LambdaBaseImages;
  };
  '#get|/entities/{kind}/{namespace}/{name}/with-base': {
    path: EntityPath;
    query: { baseImage?: string };
    response: WithBasePreview;
  };
  '#get|/environments': {
    query: PageRequest;
    response: Page<Environment>;
  };
  '#get|/sources/{sourceId}/environments/{environment}/preflight': {
    path: EnvironmentPath;
    response: PreflightReport;
  };
  '#get|/sources/{sourceId}/environments/{environment}/freshness': {
    path: EnvironmentPath;
    response: SourceFreshness;
  };
  '#post|/sources/{sourceId}/environments/{environment}/plan': {
    path: EnvironmentPath;
    body: PlanRequest;
    response: RebuildPlan;
  };
  '#get|/entities/{kind}/{namespace}/{name}/freshness': {
    path: EntityPath;
    response: EntityFreshness;
  };
  '#get|/rebuilds': {
    query: PageRequest & {
      sourceId?: string;
      environment?: string;
      state?: RebuildState;
    };
    response: Page<RebuildSummary>;
  };
  '#post|/rebuilds': {
    body: StartRebuildRequest;
    response: StartedRebuild;
  };
  '#get|/rebuilds/{rebuildId}': {
    path: RebuildPath;
    response: Rebuild;
  };
  '#get|/rebuilds/{rebuildId}/builds': {
    path: RebuildPath;
    response: { items: Build[] };
  };
  '#post|/rebuilds/{rebuildId}/cancel': {
    path: RebuildPath;
    response: Rebuild;
  };
  '#post|/rebuilds/{rebuildId}/retry': {
    path: RebuildPath;
    response: Rebuild;
  };
  '#get|/builds/{buildId}/log': {
    path: { buildId: string };
    query: { cursor?: string };
    response: BuildLogPage;
  };
};

type EnvironmentPath = { sourceId: string; environment: string };

type RebuildPath = { rebuildId: string };

type EntityPath = { kind: string; namespace: string; name: string };

type SourcePath = { sourceId: string };

type LookupQuery = {
  packages: string;
  platform?: string;
  python?: string;
  supersets?: boolean;
};
