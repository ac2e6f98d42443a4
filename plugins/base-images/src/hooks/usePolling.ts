import { useCallback, useEffect, useState } from 'react';
import { describeFailure, Failure } from './describeFailure';

/** Milliseconds between two looks at something that goes on. */
export const POLLING_PAUSE = 3_000;

/** After failures the pause doubles, up to this many milliseconds. */
const LONGEST_PAUSE = 60_000;

/** What {@link usePolling} knows. */
export interface Polling {
  /** Why the last look failed; undefined once one succeeds. */
  failure: Failure | undefined;
  /** Looks again at once. */
  lookNow: () => void;
}

/**
 * Looks at something again and again, until it has ended or the component goes away. It waits while nobody sees the page, and
 * longer and longer after failures; what is gone or forbidden is not asked for again.
 *
 * @param look - returns the pause before the next look in milliseconds, or undefined when there is no more to see; memoised by
 * the caller, since another one begins anew
 */
export function usePolling(
  look: (signal: AbortSignal) => Promise<number | undefined>,
): Polling {
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<Failure>();
  const lookNow = useCallback(() => setAttempt(current => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const run = async () => {
      let failures = 0;
      while (!signal.aborted) {
        let pause: number | undefined;
        try {
          pause = await look(signal);
          failures = 0;
          if (!signal.aborted) {
            setFailure(undefined);
          }
        } catch (error) {
          if (signal.aborted) {
            return;
          }
          failures += 1;
          const described = describeFailure(error);
          setFailure(described);
          pause =
            described.status === 'failed'
              ? Math.min(POLLING_PAUSE * 2 ** failures, LONGEST_PAUSE)
              : undefined;
        }
        if (pause === undefined) {
          return;
        }
        await wait(pause, signal);
        await untilVisible(signal);
      }
    };
    setFailure(undefined);
    run();
    return () => controller.abort();
  }, [look, attempt]);

  return { failure, lookNow };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function untilVisible(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (document.visibilityState !== 'hidden') {
      resolve();
      return;
    }
    const isShown = () => document.visibilityState !== 'hidden';
    document.addEventListener(
      'visibilitychange',
      function onChange() {
        if (isShown()) {
          document.removeEventListener('visibilitychange', onChange);
          resolve();
        }
      },
      { signal },
    );
    signal.addEventListener('abort', () => resolve());
  });
}
