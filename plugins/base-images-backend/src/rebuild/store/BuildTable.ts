import { Knex } from 'knex';
import { claimHolds } from './ClaimTable';
import { attachedSteps } from './followBuild';
import { BuildChange, BuildRecord, Claim, StepRecord } from './RebuildRecords';
import { BUILD_COLUMNS, Row, toBuild, toRow } from './rows';

/** Builds of steps. */
export class BuildTable {
  constructor(private readonly client: Knex) {}

  /** Oldest first. */
  async list(rebuildId: string): Promise<BuildRecord[]> {
    const rows: Row[] = await this.client('builds')
      .where({ rebuild_id: rebuildId })
      .orderBy(['created_at', 'id']);
    return rows.map(toBuild);
  }

  async get(id: string): Promise<BuildRecord | undefined> {
    const row = await this.client('builds').where({ id }).first();
    return row && toBuild(row);
  }

  async change(
    claim: Claim,
    { id, state }: Pick<BuildRecord, 'id' | 'state'>,
    change: BuildChange,
  ): Promise<boolean> {
    const changed = await this.client('builds')
      .where({ id, state })
      .whereExists(claimHolds(this.client, claim))
      .update(toRow(BUILD_COLUMNS, change));
    return changed === 1;
  }

  /** Whether a step of another rebuild waits for it. */
  async hasAttached(
    buildId: string,
    except: Pick<StepRecord, 'rebuildId'>,
  ): Promise<boolean> {
    const row = await attachedSteps(this.client)
      .where('steps.build_id', buildId)
      .whereNot('steps.rebuild_id', except.rebuildId)
      .first('steps.step_id');
    return row !== undefined;
  }
}
