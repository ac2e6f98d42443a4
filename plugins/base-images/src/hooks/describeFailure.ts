import { ResponseError, toError } from '@backstage/errors';

/** Why something could not be loaded or done. */
export interface Failure {
  status: 'not-found' | 'not-allowed' | 'failed';
  /** What the backend says. */
  message: string;
}

/** What the backend means by an error. */
export function describeFailure(error: unknown): Failure {
  if (!ResponseError.is(error)) {
    return { status: 'failed', message: toError(error).message };
  }
  // The error's own message is only "Request failed with 404 Not Found"; its cause is what the backend threw.
  const { message } = error.cause;
  if (error.statusCode === 404) {
    return { status: 'not-found', message };
  }
  if (error.statusCode === 403) {
    return { status: 'not-allowed', message };
  }
  return { status: 'failed', message };
}
