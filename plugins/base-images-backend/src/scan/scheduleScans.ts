import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isErrorWithName } from '@backstage/errors';
import { SourceConfig } from '../config/SourceConfig';
import { SnapshotStore } from '../store/SnapshotStore';
import { SourceScanner } from './SourceScanner';

/** Has every source scanned at start and then by its schedule, and forgets the sources that are not configured any more. */
export async function scheduleScans(options: {
  sources: SourceConfig[];
  scanner: SourceScanner;
  store: SnapshotStore;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { sources, scanner, store, scheduler, lifecycle, logger } = options;

  for (const removed of await store.deleteAllExcept(
    sources.map(source => source.id),
  )) {
    logger.info(
      `Forgot source '${removed}', which is not in 'baseImages.sources' any more`,
    );
  }

  for (const source of sources) {
    await scheduler.scheduleTask({
      ...source.schedule,
      id: taskIdOf(source),
      fn: signal => scanner.scan(source, signal),
    });
  }

  // A task that an earlier start has stored keeps its next run, which may be far away: the configuration or the engine may be new.
  lifecycle.addStartupHook(async () => {
    for (const source of sources) {
      try {
        await scheduler.triggerTask(taskIdOf(source));
      } catch (error) {
        if (!isErrorWithName(error, 'ConflictError')) {
          throw error;
        }
        logger.debug(`Source '${source.id}' is being scanned already`);
      }
    }
  });
}

function taskIdOf(source: SourceConfig): string {
  return `scan:${source.id}`;
}
