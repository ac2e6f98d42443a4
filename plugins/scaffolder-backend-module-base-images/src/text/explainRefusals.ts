import { ResponseError } from '@backstage/errors';

/**
 * Does something, and fails with what the backend says where it refuses: the message of the response itself is only its status.
 */
export async function explainRefusals<T>(does: () => Promise<T>): Promise<T> {
  try {
    return await does();
  } catch (error) {
    throw reasonOf(error);
  }
}

/** Why something failed, in the words of the backend where it is the one who refused. */
export function reasonOf(error: unknown): unknown {
  return ResponseError.is(error) ? error.cause : error;
}
