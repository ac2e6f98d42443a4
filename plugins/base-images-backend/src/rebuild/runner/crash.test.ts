import { TestDatabases } from '@backstage/backend-test-utils';
import { runCrashRound } from '../__testUtils__/crash/runCrashRound';

jest.setTimeout(240_000);

const IMAGES = 24;

/** A few rounds; `yarn bench:crash` runs many, with more images. */
describe('two processes that are killed at random moments', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

  it.each(
    databases
      .eachSupportedId()
      .flatMap(([id]) => [1, 2, 3].map(seed => [seed, id] as const)),
  )(
    'begin each attempt once, commit one image for each build key, and lose nothing: seed %i',
    async (seed, databaseId) => {
      const knex = await databases.init(databaseId);
      const round = await runCrashRound(knex, seed, IMAGES);
      expect(round.problems).toEqual([]);
      expect(round.kills).toBeGreaterThan(0);
      expect(round.builds).toBeGreaterThanOrEqual(IMAGES);
    },
  );
});
