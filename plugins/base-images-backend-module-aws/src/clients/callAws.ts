import { toServiceError } from './toServiceError';

/**
 * Does what needs AWS. What goes wrong becomes a ServiceError, or the reason of the signal where that ended it.
 *
 * @param what - what is tried, for the message.
 */
export async function callAws<T>(
  what: string,
  signal: AbortSignal | undefined,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal?.throwIfAborted();
    throw toServiceError(error, what);
  }
}
