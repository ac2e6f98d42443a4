import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EntityPlanner } from '../plan/EntityPlanner';
import { SourceOutput } from './SourceOutput';

/** How often a source that is not ready is looked at within one run. */
const LOOK_AGAIN_MS = 3_000;
/** How long one run waits for sources that are not ready. */
const MAX_WAIT_MS = 30_000;

interface RefreshOptions {
  planner: Pick<EntityPlanner, 'refresh'>;
  outputs: SourceOutput[];
  logger: LoggerService;
}

/** Gives each output its part of a fresh plan. Says whether looking again soon may help. */
async function refreshOnce(options: RefreshOptions): Promise<boolean> {
  const plan = await options.planner.refresh();
  for (const output of options.outputs) {
    const source = plan?.sources.get(output.sourceId);
    if (source) {
      try {
        await output.apply(source);
      } catch (error) {
        options.logger.error(
          `The entities of source '${
            output.sourceId
          }' could not be brought into the catalog; the next refresh tries again: ${
            toError(error).message
          }`,
        );
      }
    }
  }
  return !plan || plan.states.some(state => state.pending);
}

/**
 * Refreshes all outputs, in the order of the configuration.
 *
 * @param waitUntil - Until then (epoch milliseconds) a run stays and looks again for sources that are not ready, so that
 * they appear soon after a start and not one interval later
 * @param signal - Ends the waiting
 */
export async function refreshOutputs(
  options: RefreshOptions & { waitUntil: number; signal: AbortSignal },
): Promise<void> {
  const deadline = Math.min(options.waitUntil, Date.now() + MAX_WAIT_MS);
  while (await refreshOnce(options)) {
    if (options.signal.aborted || Date.now() + LOOK_AGAIN_MS > deadline) {
      return;
    }
    await sleep(LOOK_AGAIN_MS, undefined, { signal: options.signal }).catch(
      () => undefined,
    );
  }
}
