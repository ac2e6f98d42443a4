import { Knex } from 'knex';
import { databaseClock } from './databaseClock';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Deletes rebuilds that ended longer ago, except the newest of each source and environment. */
export function pruneRebuilds(client: Knex, days: number): Promise<number> {
  const newest = client('rebuilds as newest')
    .whereRaw('newest.source_id = rebuilds.source_id')
    .whereRaw('newest.environment = rebuilds.environment')
    .whereRaw('newest.created_at > rebuilds.created_at')
    .select(client.raw('1'));
  return client('rebuilds')
    .whereNull('slot')
    .whereRaw(`ended_at < ${databaseClock(client)} - ?`, [days * DAY_MS])
    .whereExists(newest)
    .delete();
}
