import { Build, BuildPhase } from '@aws-sdk/client-codebuild';
import { BuildStatus } from '@base-images/backstage-plugin-base-images-node';
import { redact } from '../redact';
import { BUILD_VARIABLES, DIGEST_VARIABLE } from './buildVariables';

/** A build of AWS CodeBuild in the words of the plugin. */
export function toBuildStatus(build: Build): BuildStatus {
  const { buildStatus = 'IN_PROGRESS', currentPhase = null } = build;
  const variables = build.environment?.environmentVariables ?? [];
  const exported = build.exportedEnvironmentVariables ?? [];
  const digest = exported.find(({ name }) => name === DIGEST_VARIABLE)?.value;
  return {
    buildId: build.id ?? '',
    attempt:
      variables.find(({ name }) => name === BUILD_VARIABLES.attempt)?.value ??
      null,
    state: stateOf(buildStatus, currentPhase),
    phase: currentPhase,
    message: messageOf(buildStatus, build.phases ?? []),
    serviceFault: buildStatus === 'FAULT',
    digest: digest && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : null,
    startedAt: build.startTime?.toISOString() ?? null,
    endedAt: build.endTime?.toISOString() ?? null,
    consoleUrl: consoleUrl(build),
  };
}

function stateOf(status: string, phase: string | null): BuildStatus['state'] {
  switch (status) {
    case 'SUCCEEDED':
      return 'succeeded';
    case 'STOPPED':
      return 'stopped';
    case 'IN_PROGRESS':
      return phase === 'QUEUED' || phase === 'SUBMITTED' ? 'queued' : 'running';
    default:
      return 'failed';
  }
}

function messageOf(status: string, phases: BuildPhase[]): string | null {
  if (status === 'IN_PROGRESS' || status === 'SUCCEEDED') {
    return null;
  }
  if (status === 'TIMED_OUT') {
    return 'The build took longer than it may, or waited too long in the queue.';
  }
  const said = phases.flatMap(({ phaseType, phaseStatus, contexts = [] }) =>
    phaseStatus === 'SUCCEEDED'
      ? []
      : contexts.flatMap(({ statusCode, message }) =>
          message ? `${phaseType}: ${statusCode ?? ''} ${message}`.trim() : [],
        ),
  );
  return redact(said.join('\n')).slice(0, 2_000) || `It ended as ${status}.`;
}

/** The page of the build in the console of AWS. */
function consoleUrl({ arn }: Build): string | null {
  const parts =
    /^arn:aws[a-z-]*:codebuild:([a-z0-9-]+):(\d{12}):build\/([A-Za-z0-9_-]+):([0-9a-f-]+)$/.exec(
      arn ?? '',
    );
  if (!parts) {
    return null;
  }
  const [, region, account, project, id] = parts;
  return `https://${region}.console.aws.amazon.com/codesuite/codebuild/${account}/projects/${project}/build/${project}%3A${id}`;
}
