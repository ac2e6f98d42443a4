import { randomUUID } from 'node:crypto';
import type {
  EnvironmentVariable,
  StartBuildInput,
  StartBuildOutput,
} from '@aws-sdk/client-codebuild';
import { currentPhase, isComplete } from '../builds/phases';
import { CallContext } from '../http/Call';
import { BuildState } from '../state';
import { AwsError } from '../wire/AwsError';
import { canonicalJson } from '../wire/canonicalJson';
import { Wire } from '../wire/Wire';
import { describeBuild } from './describeBuild';
import { findProject } from './findProject';

const TOKEN_MILLISECONDS = 5 * 60_000;
const LONGEST_VALUE = 4096;

/** StartBuild: a token is good for five minutes, and only for the same request. */
export function startBuild(
  input: Wire<StartBuildInput>,
  context: CallContext,
): Wire<StartBuildOutput> {
  const { region, now } = context;
  const project = findProject(input.projectName, region);
  checkRanges(input);
  const { idempotencyToken, ...request } = input;
  const known = idempotencyToken
    ? region.idempotencyTokens[idempotencyToken]
    : undefined;
  if (known && now - known.at < TOKEN_MILLISECONDS) {
    if (known.request !== canonicalJson(request)) {
      throw invalid(
        'The idempotency token was used with other parameters before',
      );
    }
    return { build: describeBuild(region.builds[known.buildId]) };
  }

  const environment = project.environment!;
  const source = { ...project.source! };
  if (input.sourceTypeOverride) {
    source.type = input.sourceTypeOverride;
    source.location = input.sourceLocationOverride;
  } else if (input.sourceLocationOverride) {
    source.location = input.sourceLocationOverride;
  }
  if (input.buildspecOverride) {
    source.buildspec = input.buildspecOverride;
  }
  if (project.artifacts?.type === 'CODEPIPELINE' && !input.artifactsOverride) {
    throw invalid(
      'ArtifactsOverride must be set when using artifacts type CodePipelines',
    );
  }
  if (source.type !== 'NO_SOURCE' && !source.location) {
    throw invalid(`Project source type ${source.type} needs a location`);
  }
  const computeType = input.computeTypeOverride ?? environment.computeType!;
  const environmentType = input.environmentTypeOverride ?? environment.type!;
  checkQuotas(context, `${environmentType}/${computeType}`, project);

  const uuid = randomUUID();
  const id = `${input.projectName}:${uuid}`;
  const earlier = Object.values(region.builds).filter(
    build => build.projectName === input.projectName,
  );
  const environmentVariables = mergeVariables(
    environment.environmentVariables ?? [],
    input.environmentVariablesOverride ?? [],
  );
  const build: BuildState = {
    id,
    arn: `arn:aws:codebuild:${region.region}:${region.account}:build/${id}`,
    account: region.account,
    region: region.region,
    projectName: project.name!,
    buildNumber: Math.max(0, ...earlier.map(item => item.buildNumber)) + 1,
    startedAt: now,
    status: 'IN_PROGRESS',
    phases: [
      {
        type: 'SUBMITTED',
        startedAt: now,
        endedAt: now,
        status: 'SUCCEEDED',
      },
      { type: 'QUEUED', startedAt: now },
    ],
    sourceVersion: input.sourceVersion ?? project.sourceVersion,
    resolvedSourceVersion:
      source.type === 'S3' ? input.sourceVersion : undefined,
    source,
    environmentVariables,
    computeType,
    environmentType,
    image: input.imageOverride ?? environment.image!,
    privilegedMode:
      input.privilegedModeOverride ?? environment.privilegedMode ?? false,
    timeoutInMinutes:
      input.timeoutInMinutesOverride ?? project.timeoutInMinutes ?? 60,
    queuedTimeoutInMinutes:
      input.queuedTimeoutInMinutesOverride ??
      project.queuedTimeoutInMinutes ??
      480,
    initiator: context.principal.split('/').slice(-2).join('/'),
    exportedVariables: {},
    effects: context.cloud.faults.forBuild({
      projectName: project.name!,
      environment: Object.fromEntries(
        environmentVariables.map(({ name, value }) => [name!, value ?? '']),
      ),
      account: region.account,
      region: region.region,
    }),
  };
  region.builds[id] = build;
  if (idempotencyToken) {
    region.idempotencyTokens[idempotencyToken] = {
      request: canonicalJson(request),
      buildId: id,
      at: now,
    };
  }
  return { build: describeBuild(build) };
}

function mergeVariables(
  ours: EnvironmentVariable[],
  theirs: EnvironmentVariable[],
): EnvironmentVariable[] {
  const merged = new Map<string, EnvironmentVariable>();
  for (const variable of [...ours, ...theirs]) {
    merged.set(variable.name!, {
      name: variable.name,
      value: variable.value,
      type: variable.type ?? 'PLAINTEXT',
    });
  }
  return [...merged.values()];
}

function checkRanges(input: Wire<StartBuildInput>): void {
  const range = (
    name: string,
    value: number | undefined,
    low: number,
    high: number,
  ) => {
    if (value !== undefined && !(value >= low && value <= high)) {
      throw invalid(`Invalid ${name}: must be between ${low} and ${high}`);
    }
  };
  range('timeout in minutes', input.timeoutInMinutesOverride, 5, 2160);
  range(
    'queued timeout in minutes',
    input.queuedTimeoutInMinutesOverride,
    5,
    480,
  );
  for (const { name, value } of input.environmentVariablesOverride ?? []) {
    if (!name || value === undefined) {
      throw invalid('An environment variable needs a name and a value');
    }
    if (value.length > LONGEST_VALUE) {
      throw invalid(
        `Invalid environment variable ${name}: its value is longer than ${LONGEST_VALUE} characters`,
      );
    }
  }
}

/** An account's builds wait in a queue of five times as many as may run; a project's own limit refuses at once. */
function checkQuotas(
  { region }: CallContext,
  pool: string,
  project: { name?: string; concurrentBuildLimit?: number },
): void {
  const active = Object.values(region.builds).filter(
    build => !isComplete(build),
  );
  const ofProject = active.filter(
    build => build.projectName === project.name,
  ).length;
  const limit = project.concurrentBuildLimit;
  if (limit !== undefined && ofProject >= limit) {
    throw new AwsError(
      'AccountLimitExceededException',
      `Cannot have more than ${limit} active builds for the project`,
    );
  }
  const queued = active.filter(
    build =>
      `${build.environmentType}/${build.computeType}` === pool &&
      currentPhase(build).type === 'QUEUED',
  ).length;
  const most = region.concurrentBuilds * 5;
  if (queued >= most) {
    throw new AwsError(
      'AccountLimitExceededException',
      `Cannot have more than ${most} builds in queue for the account`,
    );
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidInputException', message);
}
