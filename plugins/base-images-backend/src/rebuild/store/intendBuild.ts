import { createHash, randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { Claim, StepRecord } from './RebuildRecords';
import { findPlace, toImageKey } from './findPlace';
import { isUniqueViolation } from './isUniqueViolation';
import { BuildIntent, BuildLimits, NewBuild } from './RebuildStore';
import { BUILD_COLUMNS, Row, STEP_COLUMNS, toBuild, toRow } from './rows';

/**
 * Writes the intent to build before anything is sent: the row of the rebuild is locked, so that two processes never count the
 * same free place. An active build of the same build key is attached to instead.
 */
export async function intendBuild(
  client: Knex,
  claim: Claim,
  step: StepRecord,
  build: NewBuild,
  limits: BuildLimits,
): Promise<BuildIntent> {
  try {
    return await client.transaction(trx =>
      intend(trx, claim, step, build, limits),
    );
  } catch (error) {
    if (isUniqueViolation(error)) {
      // Another rebuild began the same at this very moment: there is something to attach to at the next look.
      return { outcome: 'busy' };
    }
    throw error;
  }
}

async function intend(
  trx: Knex.Transaction,
  claim: Claim,
  step: StepRecord,
  build: NewBuild,
  limits: BuildLimits,
): Promise<BuildIntent> {
  const clock = databaseClock(trx);
  const locked = await trx('rebuilds')
    .where({
      id: claim.rebuildId,
      claim_epoch: claim.epoch,
      slot: 'active',
      // Also when somebody has cancelled it since it was read.
      cancel_requested: false,
    })
    .forUpdate()
    .first('id');
  if (!locked) {
    return { outcome: 'lost' };
  }
  const change = async (values: Row) =>
    (await trx('steps')
      .where({
        rebuild_id: step.rebuildId,
        step_id: step.stepId,
        state: step.state,
      })
      .update(values)) === 1;
  const found = await findPlace(trx, build, limits);
  if (found.outlook === 'attach') {
    const attached = await change(
      toRow(STEP_COLUMNS, {
        state: 'attached',
        buildKey: build.buildKey,
        buildId: found.build.id,
      }),
    );
    return attached
      ? { outcome: 'attached', build: found.build }
      : { outcome: 'lost' };
  }
  if (found.outlook !== 'free') {
    return { outcome: found.outlook };
  }
  // Attempts go on over rebuilds as long as those are kept. What must never come twice comes from ids: tokens, and tags.
  const [{ last }] = await trx('builds')
    .where(toImageKey(build))
    .max({ last: 'attempt' });
  const attempt = Number(last ?? 0) + 1;
  const id = randomUUID();
  await trx('builds').insert({
    ...toRow(BUILD_COLUMNS, {
      ...build,
      id,
      rebuildId: step.rebuildId,
      stepId: step.stepId,
      attempt,
      active: true,
      state: 'starting',
      token: createHash('sha256').update(id).digest('hex'),
    }),
    created_at: trx.raw(clock),
  });
  const changed = await change({
    ...toRow(STEP_COLUMNS, {
      state: 'starting',
      buildKey: build.buildKey,
      buildId: id,
      attempt,
      message: null,
      tries: 0,
      notBefore: 0,
    }),
    started_at: trx.raw(`coalesce(started_at, ${clock})`),
  });
  if (!changed) {
    // Nothing was sent: the row goes away with the transaction.
    throw new Error(`Step ${step.stepId} changed while it was locked`);
  }
  return {
    outcome: 'written',
    build: toBuild(await trx('builds').where({ id }).first()),
  };
}
