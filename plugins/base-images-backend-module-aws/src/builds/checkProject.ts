import { Project } from '@aws-sdk/client-codebuild';
import { PreflightProblem } from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { buildspecHash, readBuildspec } from './buildspec';
import { CONTEXT_KEY } from './contextKey';

/** What keeps a project from building images of a platform. */
export function checkProject(
  name: string,
  platform: string,
  project: Project | undefined,
  target: Pick<SourceEnvironment, 'account' | 'region' | 'bucket'>,
): PreflightProblem[] {
  const { account, region, bucket } = target;
  const location = `${bucket}/${CONTEXT_KEY}`;
  const subject = `project ${name}`;
  const problem = (
    message: string,
    help: string,
    severity: PreflightProblem['severity'] = 'error',
  ): PreflightProblem => ({ severity, subject, message, help });
  if (!project) {
    return [
      problem(
        'There is no such project in this account and region.',
        'Create it with the template of docs/aws, or correct its name in projects.',
      ),
    ];
  }
  const { arn = '', source, environment, artifacts, logsConfig } = project;
  const found: PreflightProblem[] = [];
  if (!arn.includes(`:codebuild:${region}:${account}:`)) {
    found.push(
      problem(
        `It is ${arn}, of another account or region.`,
        'The credentials of aws.accounts in the configuration are not those of this account: correct them.',
      ),
    );
  }
  if (source?.type !== 'S3' || source.location !== location) {
    found.push(
      problem(
        `Its source is ${[source?.type ?? 'not set', source?.location].filter(Boolean).join(' ')}.`,
        `Set it to S3 and ${location}.`,
      ),
    );
  }
  if (
    !source?.buildspec ||
    buildspecHash(source.buildspec) !== buildspecHash(readBuildspec())
  ) {
    found.push(
      problem(
        'Its buildspec is not the one of this version of the plugin.',
        'Put the text of buildspec.yml inline into the project: a path would let the repository decide what is run.',
      ),
    );
  }
  if (artifacts?.type !== 'NO_ARTIFACTS') {
    found.push(
      problem(
        `Its artifacts are ${artifacts?.type ?? 'not set'}.`,
        'Set them to NO_ARTIFACTS.',
      ),
    );
  }
  if (environment?.privilegedMode !== true) {
    found.push(
      problem(
        'It has no privileged mode, which docker build needs.',
        'Turn privileged mode on.',
      ),
    );
  }
  const isArm = environment?.type?.startsWith('ARM_') ?? false;
  if (isArm !== (platform === 'linux/arm64')) {
    found.push(
      problem(
        `Its environment ${environment?.type} is not one for ${platform}.`,
        'Choose an environment of that architecture: images are built without emulation.',
      ),
    );
  }
  if (logsConfig?.cloudWatchLogs?.status === 'DISABLED') {
    found.push(
      problem(
        'It writes no logs to CloudWatch.',
        'Turn them on: nobody can see otherwise why a build failed.',
        'warning',
      ),
    );
  }
  if (project.webhook || (project.autoRetryLimit ?? 0) > 0) {
    found.push(
      problem(
        'It starts builds by itself: it has a webhook, or tries again.',
        'Remove the webhook, and set the limit of retries to 0.',
        'warning',
      ),
    );
  }
  return found;
}
