import { Knex } from 'knex';
import { insertSteps } from './createRebuild';
import { databaseClock } from './databaseClock';
import { NewPlan } from './RebuildStore';
import { REBUILD_COLUMNS, toRow } from './rows';
import { unlessTaken } from './unlessTaken';

/**
 * Gives a queued rebuild the free place, with the steps of a new plan; not when somebody has asked for more since it was planned:
 * nobody who waits in the queue loses what they asked for.
 */
export function promoteRebuild(
  client: Knex,
  rebuildId: string,
  { request, steps, revision, treeHash, deploys }: NewPlan,
): Promise<boolean> {
  return unlessTaken(
    client.transaction(async trx => {
      const changed = await trx('rebuilds')
        .where({
          ...toRow(REBUILD_COLUMNS, { id: rebuildId, request }),
          slot: 'queued',
        })
        .update({
          ...toRow(REBUILD_COLUMNS, {
            state: 'running',
            revision,
            treeHash,
            deploys,
          }),
          slot: 'active',
          claim_until: trx.raw(databaseClock(trx)),
        });
      if (changed === 1) {
        await insertSteps(trx, rebuildId, steps);
      }
      return changed === 1;
    }),
  );
}
