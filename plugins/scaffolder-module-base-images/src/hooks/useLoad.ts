import { ResponseError, toError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/** What is known of something that is loaded. */
export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'loaded'; value: T }
  | {
      status: 'failed';
      /** What the backend says. */
      message: string;
      retry: () => void;
    };

/**
 * Loads something, and again when the function that loads it is another one.
 *
 * @param load - memoised by the caller; undefined while there is nothing to load yet
 */
export function useLoad<T>(
  load: ((signal: AbortSignal) => Promise<T>) | undefined,
): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Loaded<T>>({ status: 'loading' });
  const retry = useCallback(() => setAttempt(current => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    setState({ status: 'loading' });
    load?.(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ status: 'loaded', value });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState({ status: 'failed', message: messageOf(error), retry });
        }
      },
    );
    return () => controller.abort();
  }, [load, attempt, retry]);

  return state;
}

/** The own message of an error response is only its status; its cause is what the backend threw. */
function messageOf(error: unknown): string {
  return ResponseError.is(error) ? error.cause.message : toError(error).message;
}
