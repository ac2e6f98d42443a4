import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import Knex from 'knex';
import { createCrashRunner } from './createCrashRunner';
import { CRASH_TIMINGS, WorkerOptions } from './WorkerOptions';

/** A process that carries rebuilds out until it is killed. Its options are its argument. */
async function work(options: WorkerOptions) {
  const { connection } = options;
  const knex = Knex({ client: 'pg', connection, pool: { min: 0, max: 4 } });
  const runner = createCrashRunner(knex, options);
  process.send?.('ready');
  for (;;) {
    // As the scheduler of a backend does: one look that failed is followed by the next.
    await runner.tick().catch(complain);
    await sleep(CRASH_TIMINGS.pollMs);
  }
}

function complain(error: unknown) {
  process.stderr.write(`${toError(error).stack}\n`);
}

// Who started it has gone: nobody would kill it.
process.on('disconnect', () => process.exit());
work(JSON.parse(process.argv[2])).catch(error => {
  complain(error);
  process.exit(1);
});
