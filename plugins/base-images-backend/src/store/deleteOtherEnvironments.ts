import { Knex } from 'knex';

/** Deletes the rows of environments that are not among these from a table with columns `source_id` and `environment`. */
export async function deleteOtherEnvironments(
  client: Knex,
  table: string,
  environments: readonly { sourceId: string; id: string }[],
): Promise<void> {
  const rows = await client(table).distinct('source_id', 'environment');
  for (const row of rows) {
    const known = environments.some(
      item => item.sourceId === row.source_id && item.id === row.environment,
    );
    if (!known) {
      await client(table).where(row).delete();
    }
  }
}
