import { attempt, Attempted } from './attempt';
import { RunContext } from './RunContext';

/**
 * Asks a service, as part of a look. Neither a service that never answers nor one that does not heed its signal holds the look up:
 * then nobody knows what came of the request.
 *
 * @param milliseconds - until it is given up.
 * @throws the reason of the look's signal once that is aborted: what came of the request is not to be written any more.
 */
export async function ask<T>(
  context: Pick<RunContext, 'signal' | 'timings'>,
  request: (signal: AbortSignal) => Promise<T>,
  milliseconds: number = context.timings.requestMs,
): Promise<Attempted<T>> {
  const { signal } = context;
  signal.throwIfAborted();
  const controller = new AbortController();
  const giveUp = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () =>
      reject(controller.signal.reason),
    );
  });
  const onAbort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  const timeout = setTimeout(
    () =>
      controller.abort(
        new Error(`No answer came within ${milliseconds / 1_000} seconds.`),
      ),
    milliseconds,
  );
  try {
    const asked = await attempt(() =>
      Promise.race([giveUp, request(controller.signal)]),
    );
    signal.throwIfAborted();
    return asked;
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', onAbort);
  }
}
