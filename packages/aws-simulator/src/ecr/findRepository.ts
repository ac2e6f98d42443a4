import { RegionState, RepositoryState } from '../state';
import { AwsError } from '../wire/AwsError';

/** The repository that a request names. Throws RepositoryNotFoundException. */
export function findRepository(
  input: { registryId?: string; repositoryName: string | undefined },
  region: RegionState,
): RepositoryState {
  if (!input.repositoryName) {
    throw new AwsError(
      'InvalidParameterException',
      "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must not be null'",
    );
  }
  checkRegistry(input.registryId, region);
  const repository = region.repositories[input.repositoryName];
  if (!repository) {
    throw new AwsError(
      'RepositoryNotFoundException',
      `The repository with name '${input.repositoryName}' does not exist in the registry with id '${region.account}'`,
    );
  }
  return repository;
}

/** Throws AccessDeniedException for the registry of another account: no repository has a policy that allows others. */
export function checkRegistry(
  registryId: string | undefined,
  region: RegionState,
): void {
  if (registryId !== undefined && registryId !== region.account) {
    throw new AwsError(
      'AccessDeniedException',
      `User of ${region.account} is not authorized to use the registry with id '${registryId}' because no resource-based policy allows it`,
    );
  }
}

/** How error messages say which repository is meant. */
export function inRepository(repository: RepositoryState): string {
  const { repositoryName, registryId } = repository.description;
  return `the repository with name '${repositoryName}' in the registry with id '${registryId}'`;
}
