import { isError } from '@backstage/errors';

/** Whether Amazon ECR says that there is no such repository. */
export function isRepositoryMissing(error: unknown): boolean {
  return isError(error) && error.name === 'RepositoryNotFoundException';
}
