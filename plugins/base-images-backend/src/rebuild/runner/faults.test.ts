import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { exampleStep } from '../__testUtils__/exampleRebuild';
import { BUILD_FAULTS } from '../__testUtils__/faults/buildFaults';
import { FaultCase } from '../__testUtils__/faults/FaultCase';
import { IMAGE_FAULTS } from '../__testUtils__/faults/imageFaults';
import { START_FAULTS } from '../__testUtils__/faults/startFaults';
import { World } from '../__testUtils__/faults/World';

jest.setTimeout(120_000);

/** Whatever AWS does, over the wire: the tables are in `__testUtils__/faults`, what users see is in docs/operations.md. */
describe('faults of AWS', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function run(item: FaultCase) {
      const knex = await databases.init(databaseId);
      await DatabaseSnapshotStore.create({
        database: mockServices.database({ knex }),
      });
      const world = await World.create(knex, item);
      try {
        const id = await world.start(item.steps ?? [exampleStep('a')]);
        await (item.act ?? (() => world.finish()))(world, id);
        const { message } = (await world.store.get(id))!;
        return {
          states: await world.states(id),
          message: message?.replaceAll('\n', ' ') ?? '',
          seen: world.seen(),
        };
      } finally {
        await world.stop();
      }
    }

    describe.each([
      { when: 'when builds are started', cases: START_FAULTS },
      { when: 'while builds go on', cases: BUILD_FAULTS },
      { when: 'in the registry', cases: IMAGE_FAULTS },
    ])('$when', ({ cases }) => {
      it.each(cases)('$fault', async item => {
        const { states, message, seen } = await run(item);
        const names = Object.keys(states);
        expect(states).toEqual(
          item.states ?? Object.fromEntries(names.map(name => [name, 'done'])),
        );
        expect(message).toMatch(item.message ?? '');
        expect(seen).toMatchObject(item.seen);
      });
    });
  });
});
