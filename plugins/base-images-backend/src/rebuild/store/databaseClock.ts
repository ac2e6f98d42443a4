import { Knex } from 'knex';

const NOW = {
  // A whole number that stays while a statement runs: else no index on times could be used.
  pg: 'cast(floor(extract(epoch from statement_timestamp()) * 1000) as bigint)',
  'better-sqlite3':
    "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
};

/** SQL for the time by the clock of the database, in milliseconds: replicas have clocks of their own. */
export function databaseClock(client: Knex): string {
  return client.client.config.client === 'pg' ? NOW.pg : NOW['better-sqlite3'];
}
