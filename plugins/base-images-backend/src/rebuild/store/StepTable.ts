import { Knex } from 'knex';
import { claimHolds } from './ClaimTable';
import { Claim, StepChange, StepRecord } from './RebuildRecords';
import { Row, STEP_COLUMNS, toRow, toStep } from './rows';

/** Steps of rebuilds. */
export class StepTable {
  constructor(private readonly client: Knex) {}

  /** In the order of the plan. */
  async list(rebuildId: string): Promise<StepRecord[]> {
    const rows: Row[] = await this.client('steps')
      .where({ rebuild_id: rebuildId })
      .orderBy('position');
    return rows.map(toStep);
  }

  /** In which state each is, without its plan: those of thousands of steps are long. */
  async states(
    rebuildId: string,
  ): Promise<Pick<StepRecord, 'stepId' | 'state'>[]> {
    const rows: { step_id: string; state: StepRecord['state'] }[] =
      await this.client('steps')
        .where({ rebuild_id: rebuildId })
        .select('step_id', 'state');
    return rows.map(({ step_id: stepId, state }) => ({ stepId, state }));
  }

  /** How many there are in each state, by rebuild. */
  async count(
    rebuildIds: readonly string[],
  ): Promise<Map<string, Map<string, number>>> {
    const rows: Row[] = await this.client('steps')
      .whereIn('rebuild_id', [...rebuildIds])
      .groupBy('rebuild_id', 'state')
      .select('rebuild_id', 'state')
      .count({ count: '*' });
    const counts = new Map<string, Map<string, number>>();
    for (const row of rows) {
      const id = String(row.rebuild_id);
      const states = counts.get(id) ?? new Map<string, number>();
      states.set(String(row.state), Number(row.count));
      counts.set(id, states);
    }
    return counts;
  }

  async change(
    claim: Claim,
    {
      rebuildId,
      stepId,
      state,
    }: Pick<StepRecord, 'rebuildId' | 'stepId' | 'state'>,
    change: StepChange,
  ): Promise<boolean> {
    const changed = await this.client('steps')
      .where({ rebuild_id: rebuildId, step_id: stepId, state })
      .whereExists(claimHolds(this.client, claim))
      .update(toRow(STEP_COLUMNS, change));
    return changed === 1;
  }
}
