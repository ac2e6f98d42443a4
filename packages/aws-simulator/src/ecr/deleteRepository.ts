import type {
  DeleteRepositoryRequest,
  DeleteRepositoryResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { findRepository } from './findRepository';

/** DeleteRepository: one with images only by force. */
export function deleteRepository(
  input: Wire<DeleteRepositoryRequest>,
  { region }: CallContext,
): Wire<DeleteRepositoryResponse> {
  const { description, images } = findRepository(input, region);
  const name = description.repositoryName!;
  if (Object.keys(images).length > 0 && !input.force) {
    throw new AwsError(
      'RepositoryNotEmptyException',
      `The repository with name '${name}' in registry with id '${region.account}' cannot be deleted because it still contains images`,
    );
  }
  delete region.repositories[name];
  return { repository: description };
}
