import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { BuildRecord } from './RebuildRecords';
import { BuildLimits, WantedBuild } from './RebuildStore';
import { toBuild } from './rows';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a build may begin now; one of the same build key that goes on is attached to instead, whatever the limits. */
export type Place =
  | { outlook: 'attach'; build: BuildRecord }
  | { outlook: 'free' | 'busy' | 'budget' };

/** Looks whether an environment has room for a build. */
export async function findPlace(
  client: Knex,
  build: WantedBuild,
  limits: BuildLimits,
): Promise<Place> {
  const same = await client('builds')
    .where({ ...toImageKey(build), active: 1 })
    .first();
  if (same) {
    return { outlook: 'attach', build: toBuild(same) };
  }
  const { sourceId, environment } = build;
  const place = { source_id: sourceId, environment };
  const [{ active }] = await client('builds')
    .where({ ...place, active: 1 })
    .count({ active: '*' });
  if (Number(active) >= limits.concurrency) {
    return { outlook: 'busy' };
  }
  const [{ today }] = await client('builds')
    .where(place)
    // A time that is further ahead was written before the clock was set back. In doubt a build counts.
    .whereRaw(`created_at > ${databaseClock(client)} - ?`, [DAY_MS])
    .whereRaw(`created_at < ${databaseClock(client)} + ?`, [DAY_MS])
    .count({ today: '*' });
  return { outlook: Number(today) >= limits.perDay ? 'budget' : 'free' };
}

/** What only one active build may have. */
export function toImageKey({ registry, repository, buildKey }: WantedBuild) {
  return { account_region: registry, repository, build_key: buildKey };
}
