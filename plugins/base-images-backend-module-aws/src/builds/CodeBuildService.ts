import {
  BatchGetBuildsCommand,
  ListBuildsForProjectCommand,
  StartBuildCommand,
  StopBuildCommand,
} from '@aws-sdk/client-codebuild';
import { PreflightProblem } from '@base-images/backstage-plugin-base-images-common';
import {
  BuildLog,
  BuildRequest,
  BuildService,
  BuildStatus,
  ServiceError,
  ServiceRequest,
  SourceEnvironment,
  StoredContext,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { ecrHost } from '../registry/ecrHost';
import { BUILD_VARIABLES } from './buildVariables';
import { ContextBucket } from './ContextBucket';
import { BuildLogs } from './BuildLogs';
import { preflight } from './preflight';
import { toBuildStatus } from './toBuildStatus';

/** Ids that one BatchGetBuilds takes. */
const BATCH = 100;
/** Pages of builds that are looked through for a build that was lost. */
const MAX_PAGES = 200;

/** AWS CodeBuild, with contexts in Amazon S3 and logs in Amazon CloudWatch. */
export class CodeBuildService implements BuildService {
  static create(options: { clients: AwsClients }): CodeBuildService {
    return new CodeBuildService(options.clients);
  }

  readonly #contexts: ContextBucket;
  readonly #logs: BuildLogs;

  private constructor(private readonly clients: AwsClients) {
    this.#contexts = ContextBucket.create({ clients });
    this.#logs = BuildLogs.create({ clients });
  }

  async storeContext(
    request: ServiceRequest & { path: string; sha256: string },
  ): Promise<StoredContext> {
    return this.#contexts.store(request);
  }

  async startBuild(request: BuildRequest): Promise<{ buildId: string }> {
    const { environment, platform, repository, context, signal } = request;
    const projectName = projectOf(environment, platform);
    const { codeBuildOnce } = await this.clients.of(environment);
    const variable = (name: string, value: string) => ({
      name,
      value,
      type: 'PLAINTEXT' as const,
    });
    return callAws(`Build in ${projectName}`, signal, async () => {
      const { build } = await codeBuildOnce.send(
        new StartBuildCommand({
          projectName,
          sourceVersion: context.version,
          idempotencyToken: request.token,
          timeoutInMinutesOverride: environment.timeoutMinutes,
          queuedTimeoutInMinutesOverride: environment.queuedTimeoutMinutes,
          environmentVariablesOverride: [
            variable(BUILD_VARIABLES.attempt, request.attempt),
            variable(
              BUILD_VARIABLES.repository,
              `${ecrHost(environment)}/${repository}`,
            ),
          ],
        }),
        { abortSignal: signal },
      );
      if (!build?.id) {
        throw new ServiceError('no-answer', 'CodeBuild gave no id.');
      }
      return { buildId: build.id };
    });
  }

  async readBuilds({
    environment,
    buildIds,
    signal,
  }: ServiceRequest & { buildIds: readonly string[] }): Promise<{
    builds: BuildStatus[];
    missing: string[];
  }> {
    const { codeBuild } = await this.clients.of(environment);
    const builds: BuildStatus[] = [];
    for (let start = 0; start < buildIds.length; start += BATCH) {
      const ids = buildIds.slice(start, start + BATCH);
      const answer = await callAws('Status of builds', signal, () =>
        codeBuild.send(new BatchGetBuildsCommand({ ids }), {
          abortSignal: signal,
        }),
      );
      builds.push(...(answer.builds ?? []).map(toBuildStatus));
    }
    const found = new Set(builds.map(({ buildId }) => buildId));
    return { builds, missing: buildIds.filter(id => !found.has(id)) };
  }

  async listBuilds({
    environment,
    platform,
    since,
    signal,
  }: ServiceRequest & {
    platform: string;
    since: string;
  }): Promise<BuildStatus[]> {
    const projectName = projectOf(environment, platform);
    const isBefore = ({ startedAt }: BuildStatus) =>
      startedAt !== null && Date.parse(startedAt) < Date.parse(since);
    const found: BuildStatus[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const listed = await this.#listPage(
        projectName,
        { environment, signal },
        nextToken,
      );
      nextToken = listed.nextToken;
      const { builds, missing } = await this.readBuilds({
        environment,
        buildIds: listed.ids,
        signal,
      });
      found.push(...builds.filter(build => !isBefore(build)));
      const isOlder = builds.some(isBefore);
      if (missing.length > 0 && !isOlder) {
        throw new ServiceError(
          'no-answer',
          `${projectName} lists builds of which CodeBuild does not tell more yet.`,
        );
      }
      if (!nextToken || isOlder) {
        return found;
      }
    }
    throw new ServiceError(
      'no-answer',
      `${projectName} has too many builds since ${since} to look through.`,
    );
  }

  /** Ids of builds, newest first. */
  async #listPage(
    projectName: string,
    { environment, signal }: ServiceRequest,
    token: string | undefined,
  ): Promise<{ ids: string[]; nextToken: string | undefined }> {
    const { codeBuild } = await this.clients.of(environment);
    const { ids = [], nextToken } = await callAws(
      `Builds of ${projectName}`,
      signal,
      () =>
        codeBuild.send(
          new ListBuildsForProjectCommand({
            projectName,
            sortOrder: 'DESCENDING',
            nextToken: token,
          }),
          { abortSignal: signal },
        ),
    );
    return { ids, nextToken };
  }

  async stopBuild({
    environment,
    buildId,
    signal,
  }: ServiceRequest & { buildId: string }): Promise<void> {
    const { codeBuild } = await this.clients.of(environment);
    await callAws(`Build ${buildId}`, signal, () =>
      codeBuild.send(new StopBuildCommand({ id: buildId }), {
        abortSignal: signal,
      }),
    );
  }

  async readLog(
    request: ServiceRequest & { buildId: string; cursor?: string },
  ): Promise<BuildLog> {
    return this.#logs.read(request);
  }

  async preflight(request: ServiceRequest): Promise<PreflightProblem[]> {
    return preflight(request, this.clients, this.#contexts);
  }
}

/** @throws ServiceError when the environment has no project for the platform. */
function projectOf(environment: SourceEnvironment, platform: string): string {
  const project = environment.projects.get(platform);
  if (!project) {
    throw new ServiceError(
      'invalid',
      `The environment ${environment.id} has no project for ${platform}.`,
    );
  }
  return project;
}
