import { setTimeout as sleep } from 'node:timers/promises';
import {
  AuditorService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isErrorWithName, toError } from '@backstage/errors';
import {
  BuildService,
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { SourceConfig } from '../config/SourceConfig';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { ObservationStore } from '../freshness/ObservationStore';
import { Observer } from '../freshness/Observer';
import { OpenSources } from '../preview/OpenSources';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { Rebuilds } from './api/Rebuilds';
import { SourceContextPreparer } from './context/SourceContextPreparer';
import { AutoRebuild } from './AutoRebuild';
import { pruneStore } from './pruneStore';
import { RebuildRunner } from './runner/RebuildRunner';
import { RUNNER_TIMINGS } from './runner/RunnerTimings';
import { RebuildStore } from './store/RebuildStore';

const OBSERVE_EVERY = { minutes: 5 };
const OBSERVE_TIMEOUT = { minutes: 5 };
const SCAN_POLL_MS = 1_000;

/** Has environments observed and rebuilds carried out, as long as the backend runs. */
export async function startRebuilding(options: {
  sources: SourceConfig[];
  environments: readonly SourceEnvironment[];
  registry: ImageRegistry;
  builds: BuildService;
  views: SnapshotViews;
  openSources: OpenSources;
  observations: ObservationStore;
  freshness: FreshnessViews;
  rebuilds: Rebuilds;
  store: RebuildStore;
  scheduler: SchedulerService;
  auditor: AuditorService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { environments, registry, builds, store, scheduler, logger } = options;
  const { views, rebuilds, lifecycle, freshness } = options;
  const observer = Observer.create({
    registry,
    images: store,
    observations: options.observations,
    logger,
  });
  const auto = AutoRebuild.create({
    freshness,
    rebuilds,
    store,
    auditor: options.auditor,
    logger,
  });

  const observeAgain = async (id: string) => {
    try {
      await scheduler.triggerTask(id);
    } catch (error) {
      if (!isErrorWithName(error, 'ConflictError')) {
        throw error;
      }
    }
  };
  const runner = RebuildRunner.create({
    store,
    registry,
    builds,
    environments,
    logger,
    contexts: SourceContextPreparer.create({
      sources: options.sources,
      views,
      openSources: options.openSources,
      registry,
    }),
    timings: RUNNER_TIMINGS,
    promote: rebuild => rebuilds.promote(rebuild),
    onEnd: ({ sourceId, environment }) =>
      observeAgain(taskId(sourceId, environment)),
  });
  lifecycle.addShutdownHook(() => runner.stop());

  for (const environment of environments) {
    await scheduler.scheduleTask({
      id: taskId(environment.sourceId, environment.id),
      scope: 'global',
      frequency: OBSERVE_EVERY,
      timeout: OBSERVE_TIMEOUT,
      fn: async signal => {
        const { monorepo } = await firstView(
          views,
          environment.sourceId,
          signal,
        );
        await observer.observe(monorepo, environment, signal);
        await auto.consider(environment);
      },
    });
  }
  await scheduler.scheduleTask({
    id: 'rebuilds:prune',
    scope: 'global',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    fn: signal => pruneStore({ store, environments, views, signal }),
  });
  await scheduler.scheduleTask({
    id: 'rebuilds:advance',
    scope: 'local',
    frequency: { milliseconds: RUNNER_TIMINGS.pollMs },
    timeout: { minutes: 1 },
    // Only begins: a slow account holds up its own rebuild, and no time-out of a task ends one half way.
    fn: () => runner.begin(),
  });

  lifecycle.addStartupHook(async () => {
    for (const environment of environments) {
      await observeAgain(taskId(environment.sourceId, environment.id));
    }
    // Told in the log; whoever starts the backend need not wait for it.
    Promise.all(
      environments.map(environment =>
        logPreflight(environment, builds, logger),
      ),
    ).catch(error => logger.error('The preflight failed', toError(error)));
  });
}

/** Of a backend that has just started, the first scan may take a while: an observation that passed it by would be late. */
async function firstView(
  views: SnapshotViews,
  sourceId: string,
  signal: AbortSignal,
): Promise<SnapshotView> {
  for (;;) {
    const { view } = await views.get(sourceId);
    if (view) {
      return view;
    }
    await sleep(SCAN_POLL_MS, undefined, { signal });
  }
}

function taskId(sourceId: string, environment: string): string {
  return `observe:${sourceId}:${environment}`;
}

async function logPreflight(
  environment: SourceEnvironment,
  builds: BuildService,
  logger: LoggerService,
): Promise<void> {
  const { sourceId, id, account, region } = environment;
  const what = `Environment '${id}' of source '${sourceId}' (account ${account}, ${region})`;
  try {
    const problems = await builds.preflight({ environment });
    if (problems.length === 0) {
      logger.info(`${what} is ready`);
    }
    for (const { severity, subject, message, help } of problems) {
      const line = `${what}: ${subject}: ${message} ${help}`;
      if (severity === 'error') {
        logger.error(line);
      } else {
        logger.warn(line);
      }
    }
  } catch (error) {
    logger.error(`${what} cannot be reached: ${toError(error).message}`);
  }
}
