import { createHash, randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { isUniqueViolation } from './isUniqueViolation';
import { NewRebuild } from './RebuildStore';
import { REBUILD_COLUMNS, Row, STEP_COLUMNS, toRebuild, toRow } from './rows';
import { uniteRequests } from './uniteRequests';

type Place = Pick<NewRebuild, 'sourceId' | 'environment'>;

/** How often a race for one place, or for one request key, is run again: it ends in the row of the other one. */
const ATTEMPTS = 4;
/** Rows of one statement. */
const CHUNK = 50;

/** What came of a request. */
export interface CreatedRebuild {
  id: string;
  outcome: 'started' | 'queued' | 'existing';
}

/** Makes it the active one of its source and environment, or a part of the one that is queued behind that. */
export async function createRebuild(
  client: Knex,
  rebuild: NewRebuild,
): Promise<CreatedRebuild> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.transaction(trx => create(trx, rebuild));
    } catch (error) {
      if (attempt === ATTEMPTS || !isUniqueViolation(error)) {
        throw error;
      }
    }
  }
}

/** Id of the rebuild that a request key has led to. */
export async function findRequest(
  client: Knex,
  place: Place,
  requestKey: string,
): Promise<string | undefined> {
  const row = await client('requests')
    .where({ ...toPlace(place), request_key: hashKey(requestKey) })
    .first('rebuild_id');
  return row?.rebuild_id;
}

/** The steps of a plan, in its order. */
export async function insertSteps(
  trx: Knex.Transaction,
  rebuildId: string,
  steps: NewRebuild['steps'],
): Promise<void> {
  if (steps.length > 0) {
    await trx.batchInsert(
      'steps',
      steps.map((plan, position) =>
        toRow(STEP_COLUMNS, {
          rebuildId,
          stepId: plan.id,
          position,
          state: 'pending',
          plan,
          buildKey: plan.buildKey,
          attempt: 1,
        }),
      ),
      CHUNK,
    );
  }
}

async function create(
  trx: Knex.Transaction,
  rebuild: NewRebuild,
): Promise<CreatedRebuild> {
  const { requestKey } = rebuild;
  const existing = requestKey && (await findRequest(trx, rebuild, requestKey));
  if (existing) {
    return { id: existing, outcome: 'existing' };
  }
  const rows: Row[] = await trx('rebuilds')
    .where(toPlace(rebuild))
    .whereNotNull('slot')
    .forUpdate();
  const queued = rows.find(row => row.slot === 'queued');
  const created: CreatedRebuild = queued
    ? { id: await fill(trx, queued, rebuild), outcome: 'queued' }
    : await insert(trx, rebuild, rows.length === 0);
  if (requestKey) {
    await trx('requests').insert({
      ...toPlace(rebuild),
      request_key: hashKey(requestKey),
      rebuild_id: created.id,
    });
  }
  return created;
}

/** What waits asks for what all who wait for it asked for, and is planned when its turn comes. */
async function fill(
  trx: Knex.Transaction,
  queued: Row,
  rebuild: NewRebuild,
): Promise<string> {
  const { id, request } = toRebuild(queued);
  await trx('rebuilds')
    .where({ id })
    .update(
      toRow(REBUILD_COLUMNS, {
        request: uniteRequests(request, rebuild.request),
        revision: rebuild.revision,
        treeHash: rebuild.treeHash,
        startedBy: rebuild.startedBy,
      }),
    );
  return id;
}

async function insert(
  trx: Knex.Transaction,
  rebuild: NewRebuild,
  active: boolean,
): Promise<CreatedRebuild> {
  const id = randomUUID();
  const clock = databaseClock(trx);
  // The newest one is the one that was created last, also once the clock was set back.
  await trx('rebuilds')
    .where(toPlace(rebuild))
    .whereRaw(`created_at > ${clock}`)
    .update({ created_at: trx.raw(`${clock} - 1`) });
  await trx('rebuilds').insert({
    ...toRow(REBUILD_COLUMNS, {
      id,
      sourceId: rebuild.sourceId,
      environment: rebuild.environment,
      state: active ? 'running' : 'queued',
      request: rebuild.request,
      revision: rebuild.revision,
      treeHash: rebuild.treeHash,
      startedBy: rebuild.startedBy,
      cancelRequested: false,
      deploys: active ? rebuild.deploys : [],
    }),
    slot: active ? 'active' : 'queued',
    created_at: trx.raw(clock),
    claim_until: trx.raw(clock),
  });
  if (active) {
    await insertSteps(trx, id, rebuild.steps);
  }
  return { id, outcome: active ? 'started' : 'queued' };
}

function toPlace({ sourceId, environment }: Place): Row {
  return { source_id: sourceId, environment };
}

/** Request keys may be long, and are nobody else's business. */
function hashKey(requestKey: string): string {
  return createHash('sha256').update(requestKey).digest('hex');
}
