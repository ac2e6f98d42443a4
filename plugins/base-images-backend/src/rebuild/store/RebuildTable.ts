import { Knex } from 'knex';
import { findRequest } from './createRebuild';
import { databaseClock } from './databaseClock';
import { Claim, RebuildRecord } from './RebuildRecords';
import { REBUILD_COLUMNS, Row, toRebuild, toRow } from './rows';

/** Rebuilds, one by one. */
export class RebuildTable {
  constructor(private readonly client: Knex) {}

  async get(id: string): Promise<RebuildRecord | undefined> {
    const row = await this.client('rebuilds').where({ id }).first();
    return row && toRebuild(row);
  }

  async findByRequestKey(
    sourceId: string,
    environment: string,
    requestKey: string,
  ): Promise<RebuildRecord | undefined> {
    const place = { sourceId, environment };
    const id = await findRequest(this.client, place, requestKey);
    return id === undefined ? undefined : this.get(id);
  }

  /** Oldest first. */
  async inSlot(slot: 'active' | 'queued'): Promise<RebuildRecord[]> {
    const rows: Row[] = await this.client('rebuilds')
      .where({ slot })
      .orderBy(['created_at', 'id']);
    return rows.map(toRebuild);
  }

  async findActive(
    sourceId: string,
    environment: string,
  ): Promise<RebuildRecord | undefined> {
    const row = await this.client('rebuilds')
      .where({ slot: 'active', source_id: sourceId, environment })
      .first();
    return row && toRebuild(row);
  }

  async changeDeploys(
    { rebuildId, epoch }: Claim,
    deploys: RebuildRecord['deploys'],
  ): Promise<boolean> {
    const changed = await this.client('rebuilds')
      .where({ id: rebuildId, claim_epoch: epoch })
      .update(toRow(REBUILD_COLUMNS, { deploys }));
    return changed === 1;
  }

  /** One that is queued ends at once; one that goes on is told. False when it has ended. */
  async requestCancel(rebuildId: string): Promise<boolean> {
    const cancelled = await this.client('rebuilds')
      .where({ id: rebuildId, slot: 'queued' })
      .update({
        state: 'cancelled',
        slot: null,
        cancel_requested: true,
        ended_at: this.client.raw(databaseClock(this.client)),
      });
    const requested = await this.client('rebuilds')
      .where({ id: rebuildId, slot: 'active' })
      .update({ cancel_requested: true });
    return cancelled + requested > 0;
  }
}
