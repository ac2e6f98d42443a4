import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  BaseImagesApi,
  Rebuild,
  StartedRebuild,
  StartRebuildRequest,
} from '@base-images/backstage-plugin-base-images-common';
import { explainRefusals, reasonOf } from '../text/explainRefusals';
import { isConflict } from './isRefusal';
import { requestKeyAfter } from './requestKeyOf';

/** What {@link beginRebuild} begins, and how. */
export interface BeginRebuildOptions {
  api: Pick<BaseImagesApi, 'startRebuild' | 'retryRebuild' | 'getRebuild'>;
  /** Of the user who runs the template. */
  token: string;
  logger: LoggerService;
}

/**
 * Starts what a step of a task asks for, or takes up what it began before: it waits for a rebuild that goes on, and tries one
 * again that failed or was cancelled. Where that cannot be, as once its source has changed, a new one begins of what is there now.
 *
 * The key of the new request is made from the rebuild that it follows. So each request has one key, however often its answer is
 * lost, and the last rebuild of a step is found by asking for one after the other.
 *
 * @returns undefined when everything is fresh.
 */
export async function beginRebuild(
  request: StartRebuildRequest & { requestKey: string },
  options: BeginRebuildOptions,
): Promise<Rebuild | undefined> {
  const { requestKey: firstKey } = request;
  let requestKey = firstKey;
  for (;;) {
    const started = await start({ ...request, requestKey }, options);
    const { rebuild, outcome } = started;
    if (!rebuild) {
      return undefined;
    }
    const goingOn = hasFailed(started)
      ? await tryAgain(rebuild, options)
      : rebuild;
    if (goingOn) {
      options.logger.info(describeStart(outcome, rebuild));
      return goingOn;
    }
    requestKey = requestKeyAfter(firstKey, rebuild.id);
  }
}

/** Without a signal: when it is cut off, nobody knows whether a rebuild began. */
function start(
  request: StartRebuildRequest,
  { api, token }: BeginRebuildOptions,
): Promise<StartedRebuild> {
  return explainRefusals(() => api.startRebuild(request, { token }));
}

function hasFailed({ outcome, rebuild }: StartedRebuild): boolean {
  return (
    outcome === 'existing' &&
    (rebuild?.state === 'failed' || rebuild?.state === 'cancelled')
  );
}

/** Undefined when it cannot be tried again. */
async function tryAgain(
  { id }: Rebuild,
  { api, token, logger }: BeginRebuildOptions,
): Promise<Rebuild | undefined> {
  try {
    return await api.retryRebuild(id, { token });
  } catch (error) {
    if (!isConflict(error)) {
      throw reasonOf(error);
    }
    const current = await explainRefusals(() => api.getRebuild(id, { token }));
    if (current.state !== 'failed' && current.state !== 'cancelled') {
      // Another process of this task, or somebody on the page, has done so meanwhile.
      return current;
    }
    logger.info(
      `The rebuild ${id}, which this step began before, is not taken up: ${toError(reasonOf(error)).message}`,
    );
    return undefined;
  }
}

function describeStart(
  outcome: StartedRebuild['outcome'],
  { id, steps }: Rebuild,
): string {
  if (outcome === 'existing') {
    return `Takes up the rebuild ${id}, which this step began before`;
  }
  if (outcome === 'queued') {
    return `The rebuild ${id} is queued behind the one that goes on in its environment`;
  }
  return `The rebuild ${id} has begun: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
}
