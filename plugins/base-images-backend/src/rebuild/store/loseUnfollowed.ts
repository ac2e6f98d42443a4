import { Knex } from 'knex';
import { databaseClock } from './databaseClock';
import { attachedSteps, followingSteps } from './followBuild';

/**
 * Ends builds of which no rebuild that goes on has a step that follows them or waits for them: they count as lost, and take no place.
 *
 * @param ids - of those that are looked at; all of them when left out.
 */
export async function loseUnfollowed(
  client: Knex,
  message: string,
  ids?: readonly string[],
): Promise<void> {
  if (ids?.length === 0) {
    return;
  }
  const builds = client('builds').where({ active: 1 });
  if (ids) {
    builds.whereIn('id', [...ids]);
  }
  await builds
    .whereNotExists(followingSteps(client))
    .whereNotExists(
      attachedSteps(client)
        .whereRaw('steps.build_id = builds.id')
        .select(client.raw('1')),
    )
    .update({
      state: 'lost',
      active: null,
      ended_at: client.raw(databaseClock(client)),
      message,
    });
}
