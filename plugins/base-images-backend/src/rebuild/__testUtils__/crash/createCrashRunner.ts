import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { RebuildRunner } from '../../runner/RebuildRunner';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';
import { ENVIRONMENT } from '../exampleRebuild';
import { simulatedServices } from '../simulatedAws';
import { zipPreparer } from '../zipPreparer';
import {
  CRASH_CONCURRENCY,
  CRASH_TIMINGS,
  WorkerOptions,
} from './WorkerOptions';

const complain = (message: string) => process.stderr.write(`${message}\n`);

const LOGGER: LoggerService = {
  error: complain,
  warn: complain,
  info: () => undefined,
  debug: () => undefined,
  child: () => LOGGER,
};

/** The runner as a backend has it, with everything faster. */
export function createCrashRunner(
  knex: Knex,
  { endpoint, credentials }: Omit<WorkerOptions, 'connection'>,
): RebuildRunner {
  const services = simulatedServices(endpoint, credentials);
  return RebuildRunner.create({
    ...services,
    store: DatabaseRebuildStore.create(knex),
    environments: [
      { ...ENVIRONMENT, concurrency: CRASH_CONCURRENCY, buildsPerDay: 10_000 },
    ],
    contexts: zipPreparer(services.registry),
    logger: LOGGER,
    timings: CRASH_TIMINGS,
    promote: async () => undefined,
  });
}
