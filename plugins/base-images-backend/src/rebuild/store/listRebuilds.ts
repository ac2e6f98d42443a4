import { Knex } from 'knex';
import { RebuildRecord } from './RebuildRecords';
import { RebuildFilter, RebuildPageRequest } from './RebuildStore';
import { Row, toRebuild } from './rows';

/** A page of rebuilds, newest first, and how many there are. */
export async function listRebuilds(
  client: Knex,
  filter: RebuildFilter,
  { limit, before }: RebuildPageRequest,
): Promise<{ items: RebuildRecord[]; total: number }> {
  const [{ total }] = await matching(client, filter).count({ total: '*' });
  const query = matching(client, filter);
  if (before) {
    const { createdAt, id } = before;
    query.andWhere(where =>
      where
        .where('created_at', '<', createdAt)
        .orWhere(same =>
          same.where('created_at', createdAt).andWhere('id', '<', id),
        ),
    );
  }
  const rows: Row[] = await query
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  return { items: rows.map(toRebuild), total: Number(total) };
}

function matching(
  client: Knex,
  { sourceIds, environment, state }: RebuildFilter,
): Knex.QueryBuilder {
  const query = client('rebuilds').whereIn('source_id', [...sourceIds]);
  if (environment !== undefined) {
    query.andWhere({ environment });
  }
  if (state !== undefined) {
    query.andWhere({ state });
  }
  return query;
}
