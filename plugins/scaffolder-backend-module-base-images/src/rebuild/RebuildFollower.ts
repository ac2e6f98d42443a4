import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BaseImagesApi,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { isRefusal } from './isRefusal';
import { PortalTokens } from './PortalTokens';
import { ProgressLog } from './ProgressLog';

const INTERVAL_MS = 5_000;
/** How long the backend may be away, as it is while it is deployed anew. */
const PATIENCE_MS = 15 * 60_000;

/** Waits for the end of a rebuild, and tells what happens. */
export class RebuildFollower {
  static create(options: {
    api: Pick<BaseImagesApi, 'getRebuild'>;
    tokens: PortalTokens;
    intervalMs?: number;
    patienceMs?: number;
  }): RebuildFollower {
    return new RebuildFollower({
      intervalMs: INTERVAL_MS,
      patienceMs: PATIENCE_MS,
      ...options,
    });
  }

  private constructor(
    private readonly options: {
      api: Pick<BaseImagesApi, 'getRebuild'>;
      tokens: PortalTokens;
      intervalMs: number;
      patienceMs: number;
    },
  ) {}

  /**
   * Asks as the scaffolder, since a rebuild may take longer than the token of a user lasts.
   *
   * @throws AbortError when the signal says so; the error of the backend when it refuses, or stays away for too long.
   */
  async follow(
    started: Rebuild,
    options: { logger: LoggerService; signal: AbortSignal | undefined },
  ): Promise<Rebuild> {
    const { api, tokens, intervalMs, patienceMs } = this.options;
    const { logger, signal } = options;
    const progress = ProgressLog.create(logger);
    let rebuild = started;
    let awaySince: number | undefined;
    progress.tell(rebuild);
    while (rebuild.state === 'queued' || rebuild.state === 'running') {
      await sleep(intervalMs, undefined, { signal });
      try {
        const token = await tokens.ofPlugin();
        rebuild = await api.getRebuild(started.id, { token, signal });
        awaySince = undefined;
      } catch (error) {
        signal?.throwIfAborted();
        const now = Date.now();
        if (isRefusal(error) || now - (awaySince ?? now) > patienceMs) {
          throw error;
        }
        if (awaySince === undefined) {
          awaySince = now;
          logger.warn(
            `The Base Images backend does not answer (${error instanceof Error ? error.message : error}). The rebuild goes on meanwhile; asking again`,
          );
        }
        continue;
      }
      progress.tell(rebuild);
    }
    return rebuild;
  }
}
