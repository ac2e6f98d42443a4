import { Knex } from 'knex';
import { claimHolds } from './ClaimTable';
import { BuildRecord, Claim, StepRecord } from './RebuildRecords';
import { STEP_COLUMNS, toRow } from './rows';

/** States in which a step has a build that goes on. */
export const FOLLOWING = ['starting', 'running', 'verifying', 'stopping'];

/** Steps of rebuilds that go on and wait for the build of another step. */
export function attachedSteps(client: Knex): Knex.QueryBuilder {
  return client('steps')
    .join('rebuilds', 'rebuilds.id', 'steps.rebuild_id')
    .where({ 'rebuilds.slot': 'active', 'steps.state': 'attached' });
}

/** Steps of rebuilds that go on and follow a build that was begun for them, in a statement about `builds`. */
export function followingSteps(client: Knex): Knex.QueryBuilder {
  return client('steps')
    .join('rebuilds', 'rebuilds.id', 'steps.rebuild_id')
    .where({ 'rebuilds.slot': 'active' })
    .whereIn('steps.state', FOLLOWING)
    .whereRaw('steps.build_id = builds.id')
    .whereRaw('steps.rebuild_id = builds.rebuild_id')
    .whereRaw('steps.step_id = builds.step_id')
    .select(client.raw('1'));
}

/** Lets an attached step follow its build, once the step that the build was begun for does not any more. */
export async function followBuild(
  client: Knex,
  claim: Claim,
  step: StepRecord,
  build: BuildRecord,
): Promise<boolean> {
  return client.transaction(async trx => {
    // Two may wait for it: whoever changes the row first has it.
    const taken = await trx('builds')
      .where({ id: build.id, active: 1, rebuild_id: build.rebuildId })
      .andWhere({ step_id: build.stepId })
      .whereExists(claimHolds(trx, claim))
      .whereNotExists(followingSteps(trx))
      .update({ rebuild_id: step.rebuildId, step_id: step.stepId });
    if (taken !== 1) {
      return false;
    }
    await trx('steps')
      .where({ rebuild_id: step.rebuildId, step_id: step.stepId })
      .update(
        toRow(STEP_COLUMNS, {
          state: build.serviceBuildId === null ? 'starting' : 'running',
          message: null,
        }),
      );
    return true;
  });
}
