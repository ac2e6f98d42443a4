import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { isErrorWithName } from '@backstage/errors';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { writeAudited } from '../access/writeAudited';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { Rebuilds } from './api/Rebuilds';
import { startedMeta } from './api/startAudited';
import { RebuildStore } from './store/RebuildStore';

/** After a rebuild of the same files that failed, the next one waits so long. */
const AGAIN_MS = 60 * 60_000;

/** Starts rebuilds by itself, where the environment says so. */
export class AutoRebuild {
  static create(options: {
    freshness: FreshnessViews;
    rebuilds: Rebuilds;
    store: RebuildStore;
    auditor: AuditorService;
    logger: LoggerService;
  }): AutoRebuild {
    return new AutoRebuild(options);
  }

  private constructor(
    private readonly options: {
      freshness: FreshnessViews;
      rebuilds: Rebuilds;
      store: RebuildStore;
      auditor: AuditorService;
      logger: LoggerService;
    },
  ) {}

  /** Starts a rebuild of what is stale or missing, unless one goes on, or just failed on the same files. */
  async consider(environment: SourceEnvironment): Promise<void> {
    const { freshness, rebuilds, store, auditor, logger } = this.options;
    const { sourceId, id } = environment;
    if (environment.rebuild !== 'auto') {
      return;
    }
    const { items } = await store.list(
      { sourceIds: [sourceId], environment: id },
      { limit: 1 },
    );
    const [last] = items;
    const { view, images } = await freshness.get(environment);
    const outdated = images.some(
      ({ status }) => status === 'stale' || status === 'missing',
    );
    const goesOn = last?.state === 'running' || last?.state === 'queued';
    const sinceEnd = (await store.now()) - (last?.endedAt ?? 0);
    const stopped =
      last !== undefined &&
      (last.state === 'failed' || last.state === 'cancelled') &&
      last.treeHash === view.monorepo.treeHash &&
      // It ended before the clock was set back, where its end is yet to come.
      sinceEnd >= 0 &&
      sinceEnd < AGAIN_MS;
    if (!outdated || goesOn || stopped) {
      return;
    }
    try {
      const { outcome, rebuild } = await writeAudited(
        auditor,
        {
          eventId: 'rebuild-create',
          meta: { sourceId, environment: id, startedBy: null },
        },
        () => rebuilds.start(environment, {}, null),
        startedMeta,
      );
      if (outcome === 'started') {
        logger.info(
          `Started rebuild ${rebuild?.id} of what is not fresh of source '${sourceId}' in '${id}'`,
        );
      }
    } catch (error) {
      if (!isErrorWithName(error, 'InputError')) {
        throw error;
      }
    }
  }
}
