import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { DeployRecord } from './RebuildRecords';
import { REBUILD_COLUMNS, toRebuild, toRow } from './rows';
import { unlessTaken } from './unlessTaken';

const RETRYABLE = ['failed', 'lost', 'cancelled', 'blocked'];

/**
 * Gives a rebuild that failed or was cancelled the free place again; what was done stays done. Who tries it again by hand wants its
 * images tried, however often they failed.
 */
export function retryRebuild(
  client: Knex,
  rebuildId: string,
): Promise<boolean> {
  return unlessTaken(
    client.transaction(async trx => {
      const row = await trx('rebuilds')
        .where({ id: rebuildId, slot: null })
        .whereIn('state', ['failed', 'cancelled'])
        .forUpdate()
        .first();
      if (!row) {
        return false;
      }
      const { sourceId, environment, deploys } = toRebuild(row);
      await trx('rebuilds')
        .where({ id: rebuildId })
        .update({
          ...toRow(REBUILD_COLUMNS, {
            state: 'running',
            cancelRequested: false,
            message: null,
            deploys: deploys.map(planAgain),
            endedAt: null,
          }),
          slot: 'active',
          claim_until: trx.raw(databaseClock(trx)),
        });
      await trx('breakers')
        .where({ source_id: sourceId, environment })
        .whereIn(
          'image_id',
          trx('steps').where({ rebuild_id: rebuildId }).select('step_id'),
        )
        .delete();
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

/** Without what was said of it: that an update failed before is no reason not to begin one. */
function planAgain(deploy: DeployRecord): DeployRecord {
  return deploy.state === 'done'
    ? deploy
    : { ...deploy, state: 'planned', message: null, begun: undefined };
}
