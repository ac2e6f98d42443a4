import { Knex } from 'knex';
import { deleteOtherEnvironments } from '../../store/deleteOtherEnvironments';
import { loseUnfollowed } from './loseUnfollowed';
import { PruneOptions } from './RebuildStore';
import { Row } from './rows';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rebuilds that are looked at at once. */
const PAGE = 100;

/**
 * Deletes rebuilds that ended longer ago, each with its steps and builds by itself, so that no statement takes long. The newest one of
 * each environment that is configured stays. Attempts of one build key are counted anew afterwards, which does no harm: tokens come from
 * the id of a row and tags from that of the build service, and neither is given twice.
 *
 * @param now - by the clock of the database.
 */
export async function pruneRebuilds(
  client: Knex,
  now: number,
  { days, environments, signal }: PruneOptions,
): Promise<number> {
  // A clock that is far ahead makes nothing old: the clock of this process must agree.
  const before = Math.min(now, Date.now()) - days * DAY_MS;
  // Two rebuilds that end at the same moment may each leave a build to the other.
  await loseUnfollowed(client, 'Nobody followed it any more.');
  await deleteOtherEnvironments(client, 'breakers', environments);
  await client('breakers').where('failed_at', '<', before).delete();

  const kept = await newestOf(client, environments);
  let deleted = 0;
  let last: Row | undefined;
  do {
    const page = await pageOf(client, before, last);
    for (const { id } of page) {
      if (signal?.aborted) {
        return deleted;
      }
      if (!kept.has(id)) {
        deleted += await client('rebuilds')
          // It may have been tried again meanwhile.
          .where({ id, slot: null })
          .andWhere(ended =>
            ended
              .where('ended_at', '<', before)
              // Written before the clock was set back.
              .orWhere('ended_at', '>', now),
          )
          .delete();
      }
    }
    last = page.length < PAGE ? undefined : page[page.length - 1];
  } while (last);
  return deleted;
}

async function newestOf(
  client: Knex,
  environments: PruneOptions['environments'],
): Promise<Set<unknown>> {
  const newest = new Set<unknown>();
  for (const { sourceId, id } of environments) {
    const row = await client('rebuilds')
      .where({ source_id: sourceId, environment: id })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first('id');
    newest.add(row?.id);
  }
  return newest;
}

/** Oldest first, after the last one of the page before. */
function pageOf(
  client: Knex,
  before: number,
  last: Row | undefined,
): Promise<Row[]> {
  const query = client('rebuilds').where('created_at', '<', before);
  if (last) {
    query.whereRaw('(created_at, id) > (?, ?)', [
      Number(last.created_at),
      String(last.id),
    ]);
  }
  return query
    .orderBy(['created_at', 'id'])
    .limit(PAGE)
    .select('id', 'created_at');
}
