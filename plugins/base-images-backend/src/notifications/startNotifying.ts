import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { SourceConfig } from '../config/SourceConfig';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { EndedRebuilds } from './EndedRebuilds';
import { ImageOwners } from './ImageOwners';
import { NotificationPauses } from './NotificationPauses';
import { NotificationSettings } from './NotificationSettings';
import { NotificationStateStore } from './NotificationStateStore';
import { RebuildNotifier } from './RebuildNotifier';
import { StaleNotifier } from './StaleNotifier';

const LOOK_EVERY = { seconds: 10 };
const LOOK_TIMEOUT = { minutes: 10 };
const STALE_EVERY_MS = 60_000;

/** Has owners told of rebuilds that ended and images that are stale, as long as the backend runs. */
export async function startNotifying(options: {
  settings: NotificationSettings;
  sources: readonly SourceConfig[];
  environments: readonly SourceEnvironment[];
  notifications: NotificationService;
  client: Knex;
  store: RebuildStore;
  views: SnapshotViews;
  freshness: FreshnessViews;
  catalog: CatalogService;
  auth: AuthService;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<void> {
  const { settings, client, scheduler, logger } = options;
  const states = NotificationStateStore.create(client);
  const environments = settings.enabled
    ? options.environments.filter(
        ({ sourceId, id }) =>
          !settings.silent.some(
            item => item.sourceId === sourceId && item.id === id,
          ),
      )
    : [];
  // Where notifications are turned on again, what happened meanwhile is no news.
  await states.deleteAllExcept(environments);
  if (environments.length === 0) {
    return;
  }

  const owners = ImageOwners.create(options);
  const rebuilds = RebuildNotifier.create({
    ...options,
    states,
    owners,
    ended: EndedRebuilds.create(client),
  });
  const stale = StaleNotifier.create({
    ...options,
    states,
    owners,
    staleAfterMs: settings.staleAfterMs,
    everyMs: STALE_EVERY_MS,
  });
  const pauses = NotificationPauses.create({ logger });

  await scheduler.scheduleTask({
    id: 'notifications:send',
    scope: 'local',
    frequency: LOOK_EVERY,
    timeout: LOOK_TIMEOUT,
    fn: async signal => {
      for (const environment of environments) {
        const where = `of source '${environment.sourceId}' in '${environment.id}'`;
        signal.throwIfAborted();
        await pauses.run(`rebuilds ${where}`, signal, () =>
          rebuilds.look(environment, signal),
        );
        await pauses.run(`stale images ${where}`, signal, () =>
          stale.look(environment, signal),
        );
      }
    },
  });
}
