import type { Project } from '@aws-sdk/client-codebuild';
import { RegionState } from '../state';
import { seconds } from '../wire/seconds';
import { Wire } from '../wire/Wire';
import { ProjectData } from './SimulatorData';

const EMPTY_BUILDSPEC = 'version: 0.2\nphases: {}\n';

/** Makes a build project. */
export function addProject(
  region: RegionState,
  data: ProjectData,
  now: number,
): void {
  const { account, region: place } = region;
  const arm = data.platform === 'linux/arm64';
  const type = data.pipeline ? 'CODEPIPELINE' : 'S3';
  const project: Wire<Project> = {
    name: data.name,
    arn: `arn:aws:codebuild:${place}:${account}:project/${data.name}`,
    source: {
      type: data.sourceLocation || data.pipeline ? type : 'NO_SOURCE',
      ...(data.sourceLocation && { location: data.sourceLocation }),
      buildspec: data.buildspec ?? EMPTY_BUILDSPEC,
      insecureSsl: false,
    },
    secondarySources: [],
    secondarySourceVersions: [],
    artifacts: { type: data.pipeline ? 'CODEPIPELINE' : 'NO_ARTIFACTS' },
    secondaryArtifacts: [],
    cache: { type: 'NO_CACHE' },
    environment: {
      type: arm ? 'ARM_CONTAINER' : 'LINUX_CONTAINER',
      image: arm
        ? 'aws/codebuild/amazonlinux2-aarch64-standard:3.0'
        : 'aws/codebuild/amazonlinux2-x86_64-standard:5.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      environmentVariables: Object.entries(data.environmentVariables ?? {}).map(
        ([name, value]) => ({ name, value, type: 'PLAINTEXT' as const }),
      ),
      privilegedMode: true,
      imagePullCredentialsType: 'CODEBUILD',
    },
    serviceRole: `arn:aws:iam::${account}:role/service-role/${data.name}`,
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    encryptionKey: `arn:aws:kms:${place}:${account}:alias/aws/s3`,
    tags: [],
    created: seconds(now),
    lastModified: seconds(now),
    badge: { badgeEnabled: false },
    logsConfig: {
      cloudWatchLogs: { status: 'ENABLED' },
      s3Logs: { status: 'DISABLED', encryptionDisabled: false },
    },
    projectVisibility: 'PRIVATE',
    ...(data.webhook && {
      webhook: { url: 'https://api.github.com/repos/example/example/hooks/1' },
    }),
    ...(data.concurrentBuildLimit !== undefined && {
      concurrentBuildLimit: data.concurrentBuildLimit,
    }),
    ...(data.autoRetryLimit !== undefined && {
      autoRetryLimit: data.autoRetryLimit,
    }),
  };
  region.projects[data.name] = project;
}
