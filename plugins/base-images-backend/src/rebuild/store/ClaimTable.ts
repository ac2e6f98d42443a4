import { Knex } from 'knex';
import { claimIsFree } from './claimIsFree';
import { databaseClock } from './databaseClock';
import { Claim } from './RebuildRecords';

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
    const [row] = await this.client('rebuilds')
      .where({ id: rebuildId, slot: 'active' })
      .where(claimIsFree(this.client, idleMs))
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
