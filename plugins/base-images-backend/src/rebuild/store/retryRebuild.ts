import { Knex } from 'knex';
import { unlessTaken } from './unlessTaken';

const RETRYABLE = ['failed', 'lost', 'cancelled', 'blocked'];

/** Gives a rebuild that failed or was cancelled the free place again; what was done stays done. */
export function retryRebuild(
  client: Knex,
  rebuildId: string,
): Promise<boolean> {
  return unlessTaken(
    client.transaction(async trx => {
      const changed = await trx('rebuilds')
        .where({ id: rebuildId, slot: null })
        .whereIn('state', ['failed', 'cancelled'])
        .update({
          state: 'running',
          slot: 'active',
          cancel_requested: false,
          message: null,
          ended_at: null,
        });
      if (changed !== 1) {
        return false;
      }
      await trx('steps')
        .where({ rebuild_id: rebuildId })
        .whereIn('state', RETRYABLE)
        .update({
          state: 'pending',
          message: null,
          build_id: null,
          not_before: 0,
          tries: 0,
          faults: 0,
          ended_at: null,
          attempt: trx.raw('attempt + 1'),
        });
      return true;
    }),
  );
}
