import type {
  BatchGetProjectsInput,
  BatchGetProjectsOutput,
} from '@aws-sdk/client-codebuild';
import { CallContext } from '../http/Call';
import { Wire } from '../wire/Wire';
import { checkBatch } from './checkBatch';

/** BatchGetProjects by names or ARNs. */
export function batchGetProjects(
  input: Wire<BatchGetProjectsInput>,
  { region }: CallContext,
): Wire<BatchGetProjectsOutput> {
  const prefix = `arn:aws:codebuild:${region.region}:${region.account}:project/`;
  const output: Wire<BatchGetProjectsOutput> = {
    projects: [],
    projectsNotFound: [],
  };
  for (const reference of checkBatch(input.names, 'names')) {
    const name = reference.startsWith(prefix)
      ? reference.slice(prefix.length)
      : reference;
    const project = region.projects[name];
    if (project) {
      output.projects!.push(project);
    } else {
      output.projectsNotFound!.push(reference);
    }
  }
  return output;
}
