import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetProjectsCommand, Project } from '@aws-sdk/client-codebuild';
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { toError } from '@backstage/errors';
import { PreflightProblem } from '@base-images/backstage-plugin-base-images-common';
import {
  ServiceError,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { checkProject } from './checkProject';
import { ContextBucket } from './ContextBucket';

const RIGHTS = 'Give the role the rights that docs/aws tells.';
/** Name of what is not there, but would be where the role may look. */
const NOWHERE = 'preflight';

/** Looks at an environment from end to end, and changes nothing. */
export async function preflight(
  request: ServiceRequest,
  clients: AwsClients,
  contexts: ContextBucket,
): Promise<PreflightProblem[]> {
  const { environment, signal } = request;
  const { account, bucket } = environment;
  const options = { abortSignal: signal };
  const problems: PreflightProblem[] = [];
  const report = (subject: string, message: string, help: string) =>
    problems.push({ severity: 'error', subject, message, help });
  const look = async (
    subject: string,
    help: string,
    check: () => Promise<void>,
  ) => {
    try {
      await check();
    } catch (error) {
      signal?.throwIfAborted();
      report(subject, toError(error).message, help);
    }
  };
  await look(
    `bucket ${bucket}`,
    'Create it in the account of the environment, or correct its name.',
    async () => {
      if (!(await contexts.keepsVersions(request))) {
        report(
          `bucket ${bucket}`,
          'It keeps no versions.',
          'Turn versioning on: a build reads one version of its context.',
        );
      }
    },
  );
  await look(`registry of account ${account}`, RIGHTS, async () => {
    const { ecr } = await clients.of(environment);
    const place = {
      registryId: account,
      repositoryName: `${environment.repositoryPrefix}${NOWHERE}`,
    };
    const imageIds = [{ imageTag: NOWHERE }];
    for (const ask of [
      () =>
        ecr.send(
          new DescribeRepositoriesCommand({
            registryId: account,
            repositoryNames: [place.repositoryName],
          }),
          options,
        ),
      () =>
        ecr.send(new DescribeImagesCommand({ ...place, imageIds }), options),
      () => ecr.send(new BatchGetImageCommand({ ...place, imageIds }), options),
      () => ecr.send(new GetLifecyclePolicyCommand(place), options),
    ]) {
      await mayBeAbsent('Repositories', signal, ask);
    }
  });
  const projects = await lookAtProjects(request, clients, problems, look);
  const groups = projects.flatMap(({ name, logsConfig }) =>
    logsConfig?.cloudWatchLogs?.status === 'DISABLED'
      ? []
      : (logsConfig?.cloudWatchLogs?.groupName ?? `/aws/codebuild/${name}`),
  );
  for (const logGroupName of new Set(groups)) {
    await look(`log group ${logGroupName}`, RIGHTS, async () => {
      const { logs } = await clients.of(environment);
      const stream = { logGroupName, logStreamName: NOWHERE };
      await mayBeAbsent('Logs', signal, () =>
        logs.send(new GetLogEventsCommand({ ...stream, limit: 1 }), options),
      );
    });
  }
  if (environment.functions.length > 0) {
    await look(
      `functions of account ${account}`,
      'Give the role the rights that docs/aws tells for functions, or leave functions out of the environment.',
      async () => {
        const { lambda } = await clients.of(environment);
        await callAws('Functions', signal, () =>
          lambda.send(new ListFunctionsCommand({ MaxItems: 1 }), options),
        );
      },
    );
  }
  return problems;
}

/** Those that are there. */
async function lookAtProjects(
  { environment, signal }: ServiceRequest,
  clients: AwsClients,
  problems: PreflightProblem[],
  look: (
    subject: string,
    help: string,
    check: () => Promise<void>,
  ) => Promise<void>,
): Promise<Project[]> {
  const names = [...new Set(environment.projects.values())];
  const found: Project[] = [];
  await look(`projects ${names.join(', ')}`, RIGHTS, async () => {
    const { codeBuild } = await clients.of(environment);
    const { projects = [] } = await callAws('Projects', signal, () =>
      codeBuild.send(new BatchGetProjectsCommand({ names }), {
        abortSignal: signal,
      }),
    );
    found.push(...projects);
    for (const [platform, name] of environment.projects) {
      const project = projects.find(item => item.name === name);
      problems.push(...checkProject(name, platform, project, environment));
    }
  });
  return found;
}

/** Asks for what need not be there: that the answer says so is an answer, too. */
async function mayBeAbsent(
  what: string,
  signal: AbortSignal | undefined,
  ask: () => Promise<unknown>,
): Promise<void> {
  try {
    await callAws(what, signal, ask);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== 'not-found') {
      throw error;
    }
  }
}
