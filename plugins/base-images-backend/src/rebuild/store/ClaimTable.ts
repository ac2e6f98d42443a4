import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { Claim } from './RebuildRecords';

/** No claim lasts longer: twice what runners ask for, so that a clock may be set back a little. */
const LONGEST_MS = 60_000;

/** Who may write to which rebuild, by the clock of the database. */
export class ClaimTable {
  constructor(private readonly client: Knex) {}

  async claim(
    rebuildId: string,
    owner: string,
    milliseconds: number,
    idleMs: number,
  ): Promise<Claim | undefined> {
    const now = databaseClock(this.client);
    // One that lasts longer than any was made before the clock was set back: else nobody could have it until then.
    const [row] = await this.client('rebuilds')
      .where({ id: rebuildId, slot: 'active' })
      .whereRaw(
        `not (claim_until > ${now} - ? and claim_until <= ${now} + ?)`,
        [idleMs, LONGEST_MS],
      )
      .update({
        claim_owner: owner,
        claim_epoch: this.client.raw('claim_epoch + 1'),
        claim_until: this.client.raw(`${now} + ?`, [milliseconds]),
      })
      .returning('claim_epoch');
    return row && { rebuildId, epoch: Number(row.claim_epoch) };
  }

  async renew(claim: Claim, milliseconds: number): Promise<boolean> {
    const renewed = await this.client('rebuilds')
      .where({ id: claim.rebuildId, claim_epoch: claim.epoch })
      .update({
        claim_until: this.client.raw(`${databaseClock(this.client)} + ?`, [
          milliseconds,
        ]),
      });
    return renewed === 1;
  }

  async release(claim: Claim): Promise<void> {
    await this.client('rebuilds')
      .where({ id: claim.rebuildId, claim_epoch: claim.epoch })
      .update({
        claim_owner: null,
        claim_until: this.client.raw(databaseClock(this.client)),
      });
  }
}

/** A condition of a write: the claim is still the one of who writes. */
export function claimHolds(client: Knex, claim: Claim): Knex.QueryBuilder {
  return client('rebuilds')
    .where({ id: claim.rebuildId, claim_epoch: claim.epoch })
    .select(client.raw('1'));
}
