import { StartBuildCommand, StopBuildCommand } from '@aws-sdk/client-codebuild';
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
import { listBuilds } from './listBuilds';
import { preflight } from './preflight';
import { readBuilds } from './readBuilds';
import { requireProject } from './requireProject';
import { toBuildStatus } from './toBuildStatus';

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
    await requireProject(this.clients, request, projectName, platform);
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
    const { builds, notFound } = await readBuilds(codeBuild, buildIds, signal);
    return { builds: builds.map(toBuildStatus), missing: notFound };
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
    const { codeBuild } = await this.clients.of(environment);
    return listBuilds(codeBuild, projectName, Date.parse(since), signal);
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
