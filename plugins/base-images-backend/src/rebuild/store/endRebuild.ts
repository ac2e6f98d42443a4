import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { attachedSteps, FOLLOWING } from './followBuild';
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
    const steps = () => trx('steps').where({ rebuild_id: claim.rebuildId });
    const left = { message: LEFT, ended_at: now };
    await steps()
      .whereIn('state', FOLLOWING)
      .update({ ...left, state: 'lost' });
    await steps()
      .whereIn('state', WAITING)
      .update({ ...left, state: 'cancelled' });
    await trx('builds')
      .where({ rebuild_id: claim.rebuildId, active: 1 })
      .whereNotExists(
        attachedSteps(trx)
          .whereRaw('steps.build_id = builds.id')
          .whereNot('steps.rebuild_id', claim.rebuildId)
          .select(trx.raw('1')),
      )
      .update({
        state: 'lost',
        active: null,
        ended_at: now,
        message: LEFT,
      });
    return true;
  });
}
