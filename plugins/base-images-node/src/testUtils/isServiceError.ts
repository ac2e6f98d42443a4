import { isError } from '@backstage/errors';
import { ServiceErrorKind } from '../services';

/** Whether it is a {@link ServiceError} of a kind, whichever copy of this package made it. */
export function isServiceError(
  error: unknown,
  kind: ServiceErrorKind,
): boolean {
  return isError(error) && error.name === 'ServiceError' && error.kind === kind;
}
