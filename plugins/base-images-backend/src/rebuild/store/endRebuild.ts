import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { FOLLOWING } from './followBuild';
import { loseUnfollowed } from './loseUnfollowed';
import { Claim, RebuildRecord } from './RebuildRecords';

const WAITING = ['pending', 'ready', 'attached'];
const LEFT = 'Its rebuild ended before it did.';

/**
 * Ends a rebuild, with those of its steps that have not ended. A build of it that goes on is followed by who is attached to it, or
 * counts as lost: it takes no place.
 */
export async function endRebuild(
  client: Knex,
  claim: Claim,
  state: RebuildRecord['state'],
  message: string | null,
): Promise<boolean> {
  return client.transaction(async trx => {
    const now = trx.raw(databaseClock(client));
    const ended = await trx('rebuilds')
      .where({
        id: claim.rebuildId,
        claim_epoch: claim.epoch,
        slot: 'active',
      })
      .update({
        state,
        message,
        slot: null,
        ended_at: now,
        claim_owner: null,
        claim_until: 0,
      });
    if (ended !== 1) {
      return false;
    }
    const own: string[] = await trx('builds')
      .where({ rebuild_id: claim.rebuildId, active: 1 })
      .pluck('id');
    // Another rebuild that has ended may have left them to these steps.
    const attachedTo: string[] = await trx('steps')
      .where({ rebuild_id: claim.rebuildId, state: 'attached' })
      .pluck('build_id');
    const steps = () => trx('steps').where({ rebuild_id: claim.rebuildId });
    const left = { message: LEFT, ended_at: now };
    await steps()
      .whereIn('state', FOLLOWING)
      .update({ ...left, state: 'lost' });
    await steps()
      .whereIn('state', WAITING)
      .update({ ...left, state: 'cancelled' });
    await loseUnfollowed(trx, LEFT, [...own, ...attachedTo]);
    return true;
  });
}
