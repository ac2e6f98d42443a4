import { BatchGetProjectsCommand } from '@aws-sdk/client-codebuild';
import {
  ServiceError,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { checkProject } from './checkProject';

/**
 * Makes sure that a project is what it should be, just before a build of it begins: another buildspec could do anything.
 *
 * @throws ServiceError `invalid` with what is wrong and what to do; `throttled` when CodeBuild does not answer.
 */
export async function requireProject(
  clients: AwsClients,
  { environment, signal }: ServiceRequest,
  name: string,
  platform: string,
): Promise<void> {
  const { codeBuild } = await clients.of(environment);
  const { projects = [] } = await callAws(`Project ${name}`, signal, () =>
    codeBuild.send(new BatchGetProjectsCommand({ names: [name] }), {
      abortSignal: signal,
    }),
  ).catch(error => {
    throw asNotBegun(error);
  });
  const project = projects.find(item => item.name === name);
  const wrong = checkProject(name, platform, project, environment).find(
    ({ severity }) => severity === 'error',
  );
  if (wrong) {
    throw new ServiceError(
      'invalid',
      `${wrong.subject}: ${wrong.message} ${wrong.help}`,
    );
  }
}

/** That a project could not be looked at leaves no doubt: no build has begun. */
function asNotBegun(error: unknown): unknown {
  return error instanceof ServiceError && error.kind === 'no-answer'
    ? new ServiceError('throttled', error.message, { cause: error })
    : error;
}
