import type {
  ListBuildsForProjectInput,
  ListBuildsForProjectOutput,
} from '@aws-sdk/client-codebuild';
import { CallContext } from '../http/Call';
import { pageOf } from '../wire/pages';
import { Wire } from '../wire/Wire';
import { findProject } from './findProject';
import { isForgotten } from './findBuild';

const PAGE_SIZE = 100;

/** ListBuildsForProject: newest first unless asked otherwise. */
export function listBuildsForProject(
  input: Wire<ListBuildsForProjectInput>,
  { region }: CallContext,
): Wire<ListBuildsForProjectOutput> {
  const project = findProject(input.projectName, region);
  const ids = Object.values(region.builds)
    .filter(build => build.projectName === project.name && !isForgotten(build))
    .sort((a, b) => a.buildNumber - b.buildNumber)
    .map(({ id }) => id);
  if (input.sortOrder !== 'ASCENDING') {
    ids.reverse();
  }
  const { nextToken, ...request } = input;
  const page = pageOf(ids, {
    token: nextToken,
    size: PAGE_SIZE,
    request,
    errorCode: 'InvalidInputException',
  });
  return {
    ids: page.items,
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}
