import { Knex } from 'knex';
import { claimHolds } from './ClaimTable';
import { databaseClock } from './databaseClock';
import { ImageTable } from './ImageTable';
import { BuildRecord, Claim, ImageRecord, StepRecord } from './RebuildRecords';
import { STEP_COLUMNS, toRow } from './rows';

/** Writes a verified image, with the step and the build that gave it, all or nothing. */
export function commitImage(
  client: Knex,
  claim: Claim,
  step: StepRecord,
  build: Pick<BuildRecord, 'id'> | undefined,
  registry: string,
  image: Omit<ImageRecord, 'committedAt'>,
): Promise<boolean> {
  return client.transaction(async trx => {
    const now = trx.raw(databaseClock(client));
    const changed = await trx('steps')
      .where({
        rebuild_id: step.rebuildId,
        step_id: step.stepId,
        state: step.state,
      })
      .whereExists(claimHolds(trx, claim))
      .update({
        ...toRow(STEP_COLUMNS, {
          state: 'done',
          digest: image.digest,
          buildKey: image.buildKey,
          reused: build === undefined,
          message: null,
        }),
        ended_at: now,
      });
    if (changed !== 1) {
      return false;
    }
    if (build) {
      await trx('builds')
        .where({ id: build.id })
        .update({ state: 'succeeded', active: null, ended_at: now });
    }
    await new ImageTable(client).save(trx, registry, [image]);
    return true;
  });
}
