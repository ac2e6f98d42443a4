import {
  ServiceError,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { ecrHost } from './ecrHost';

/**
 * Lets a source name images of its own prefix, and what the configuration allows besides: an account often holds images of others,
 * and a repository must not learn of them by naming them.
 *
 * @throws ServiceError `denied`, with what to configure.
 */
export function requireReadable(
  repository: string,
  environment: Pick<
    SourceEnvironment,
    'account' | 'region' | 'repositoryPrefix' | 'registries'
  >,
): void {
  const host = ecrHost(environment);
  const name = `${host}/${repository}`;
  const isAllowed =
    repository.startsWith(environment.repositoryPrefix) ||
    environment.registries.some(
      entry =>
        entry === host ||
        entry === name ||
        (entry.endsWith('/') && name.startsWith(entry)),
    );
  if (!isAllowed) {
    throw new ServiceError(
      'denied',
      `The repository ${name} is not one of this source. Add it to registries of the environment, or all below a name that ends with a slash.`,
    );
  }
}
