import { Knex } from 'knex';
import { RebuildRecord } from '../rebuild/store/RebuildRecords';
import { Row, toRebuild } from '../rebuild/store/rows';

/** Reads which rebuilds have ended. */
export class EndedRebuilds {
  static create(client: Knex): EndedRebuilds {
    return new EndedRebuilds(client);
  }

  private constructor(private readonly client: Knex) {}

  /** Those that ended at that time or later (milliseconds by the clock of the database), in that order. */
  async since(
    sourceId: string,
    environment: string,
    time: number,
  ): Promise<RebuildRecord[]> {
    const rows: Row[] = await this.client('rebuilds')
      .where({ source_id: sourceId, environment, slot: null })
      .andWhere('ended_at', '>=', time)
      .orderBy(['ended_at', 'id']);
    return rows.map(toRebuild);
  }
}
