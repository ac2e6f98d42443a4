import { isError } from '@backstage/errors';
import { CommandFailure } from './CommandFailure';

/**
 * Opens what the command line names.
 *
 * @throws CommandFailure when it is nothing that can be read.
 */
export async function refuseWrongInput<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (
      isError(error) &&
      (error.name === 'InputError' || error.name === 'NotFoundError')
    ) {
      throw new CommandFailure(error.message);
    }
    throw error;
  }
}
