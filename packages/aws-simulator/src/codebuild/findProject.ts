import type { Project } from '@aws-sdk/client-codebuild';
import { RegionState } from '../state';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';

/** The project of a name. Throws ResourceNotFoundException. */
export function findProject(
  name: string | undefined,
  region: RegionState,
): Wire<Project> {
  if (!name) {
    throw new AwsError('InvalidInputException', 'Project name is required');
  }
  const project = region.projects[name];
  if (!project) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Project cannot be found: arn:aws:codebuild:${region.region}:${region.account}:project/${name}`,
    );
  }
  return project;
}
