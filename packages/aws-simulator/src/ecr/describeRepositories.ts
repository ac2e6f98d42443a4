import type {
  DescribeRepositoriesRequest,
  DescribeRepositoriesResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { pageOf } from '../wire/pages';
import { Wire } from '../wire/Wire';
import { checkPaging } from './checkPaging';
import { checkRegistry, findRepository } from './findRepository';

/** DescribeRepositories: all, a page at a time, or those that are named, all of which must be there. */
export function describeRepositories(
  input: Wire<DescribeRepositoriesRequest>,
  { region }: CallContext,
): Wire<DescribeRepositoriesResponse> {
  const { repositoryNames, nextToken, maxResults, registryId } = input;
  checkRegistry(registryId, region);
  checkPaging(input, repositoryNames, 'repositoryNames');
  if (repositoryNames?.length) {
    return {
      repositories: repositoryNames.map(
        repositoryName =>
          findRepository({ repositoryName }, region).description,
      ),
    };
  }
  const page = pageOf(Object.values(region.repositories), {
    token: nextToken,
    size: maxResults ?? 100,
    request: { maxResults },
    errorCode: 'InvalidParameterException',
  });
  return {
    repositories: page.items.map(({ description }) => description),
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}
