import type { Build, BuildPhase } from '@aws-sdk/client-codebuild';
import { currentPhase, isComplete } from '../builds/phases';
import { logOfBuild } from '../logs/logStreams';
import { BuildState, PhaseState } from '../state';
import { seconds } from '../wire/seconds';
import { Wire } from '../wire/Wire';

/** A build as BatchGetBuilds shows it. */
export function describeBuild(build: BuildState): Wire<Build> {
  return {
    id: build.id,
    arn: build.arn,
    buildNumber: build.buildNumber,
    startTime: seconds(build.startedAt),
    ...(build.endedAt !== undefined && { endTime: seconds(build.endedAt) }),
    currentPhase: currentPhase(build).type,
    buildStatus: build.status,
    ...(build.sourceVersion !== undefined && {
      sourceVersion: build.sourceVersion,
    }),
    ...(build.resolvedSourceVersion !== undefined && {
      resolvedSourceVersion: build.resolvedSourceVersion,
    }),
    projectName: build.projectName,
    phases: build.phases.map(describePhase),
    source: build.source,
    secondarySources: [],
    secondarySourceVersions: [],
    artifacts: { location: '' },
    cache: { type: 'NO_CACHE' },
    environment: {
      type: build.environmentType as 'LINUX_CONTAINER',
      image: build.image,
      computeType: build.computeType as 'BUILD_GENERAL1_SMALL',
      environmentVariables: build.environmentVariables,
      privilegedMode: build.privilegedMode,
      imagePullCredentialsType: 'CODEBUILD',
    },
    serviceRole: `arn:aws:iam::${build.account}:role/service-role/${build.projectName}`,
    logs: describeLogs(build),
    timeoutInMinutes: build.timeoutInMinutes,
    queuedTimeoutInMinutes: build.queuedTimeoutInMinutes,
    buildComplete: isComplete(build),
    initiator: build.initiator,
    encryptionKey: `arn:aws:kms:${build.region}:${build.account}:alias/aws/s3`,
    exportedEnvironmentVariables: Object.entries(build.exportedVariables).map(
      ([name, value]) => ({ name, value }),
    ),
  };
}

function describePhase(phase: PhaseState): Wire<BuildPhase> {
  return {
    phaseType: phase.type,
    ...(phase.status && { phaseStatus: phase.status }),
    startTime: seconds(phase.startedAt),
    ...(phase.endedAt !== undefined && {
      endTime: seconds(phase.endedAt),
      durationInSeconds: Math.floor((phase.endedAt - phase.startedAt) / 1000),
    }),
    ...(phase.contexts && { contexts: phase.contexts }),
  };
}

/** The group and stream are named from PROVISIONING on; before that AWS writes `null` into the addresses. */
function describeLogs(build: BuildState): Wire<Build>['logs'] {
  const { region, account } = build;
  const begun = build.phases.some(({ type }) => type === 'PROVISIONING');
  const { group, stream } = begun
    ? logOfBuild(build)
    : { group: 'null', stream: 'null' };
  return {
    ...(begun && { groupName: group, streamName: stream }),
    deepLink: `https://console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${encodeURIComponent(group)}/log-events/${stream}`,
    cloudWatchLogsArn: `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:${stream}`,
  };
}
