import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';

/**
 * Asks a build service for somebody who waits for the answer.
 *
 * @throws NotFoundError for what the service does not know, ServiceUnavailableError when it does not do what it was asked to; each
 * with the service's own message.
 */
export async function askService<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    throw error.kind === 'not-found'
      ? new NotFoundError(error.message, error)
      : new ServiceUnavailableError(error.message, error);
  }
}
