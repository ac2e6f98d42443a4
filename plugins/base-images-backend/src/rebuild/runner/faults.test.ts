import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  hasBotocore,
  RequestRecord,
  validateTraffic,
} from '@base-images/aws-simulator';
import { Knex } from 'knex';
import { checkRound } from '../__testUtils__/crash/checkRound';
import { exampleStep } from '../__testUtils__/exampleRebuild';
import { ACCOUNT_FAULTS } from '../__testUtils__/faults/accountFaults';
import { BUILD_FAULTS } from '../__testUtils__/faults/buildFaults';
import { CANCEL_FAULTS } from '../__testUtils__/faults/cancelFaults';
import { ENVIRONMENT_FAULTS } from '../__testUtils__/faults/environmentFaults';
import {
  FaultCase,
  FaultRow,
  FaultyWorld,
} from '../__testUtils__/faults/FaultCase';
import { FUNCTION_FAULTS } from '../__testUtils__/faults/functionFaults';
import { IMAGE_FAULTS } from '../__testUtils__/faults/imageFaults';
import { LOG_FAULTS } from '../__testUtils__/faults/logFaults';
import { OBSERVATION_FAULTS } from '../__testUtils__/faults/observationFaults';
import { randomFaults } from '../__testUtils__/faults/randomFaults';
import { readFaultTables } from '../__testUtils__/faults/readFaultTables';
import { REGISTRY_FAULTS } from '../__testUtils__/faults/registryFaults';
import { START_FAULTS } from '../__testUtils__/faults/startFaults';
import { World } from '../__testUtils__/faults/World';

jest.setTimeout(120_000);

/** As docs/operations.md has them. */
const TABLES: Record<string, FaultRow[]> = {
  'When builds are started': [
    ...START_FAULTS,
    ...ACCOUNT_FAULTS,
    ...ENVIRONMENT_FAULTS,
  ],
  'While builds go on': [...BUILD_FAULTS, ...CANCEL_FAULTS],
  'In the registry': [
    ...IMAGE_FAULTS,
    ...REGISTRY_FAULTS,
    ...OBSERVATION_FAULTS,
  ],
  'Logs and functions': [...LOG_FAULTS, ...FUNCTION_FAULTS],
};
const DOCUMENTATION = join(__dirname, '../../../../../docs/operations.md');

/** What a case leaves behind, in an order in which it can be deleted. */
const REBUILD_TABLES = [
  'requests',
  'builds',
  'steps',
  'rebuilds',
  'images',
  'breakers',
  'observations',
  'snapshots',
];

// Under CI a missing botocore is an error and not a reason to skip. Elsewhere, set BOTOCORE_PYTHON to a Python that has it.
const describeWithBotocore =
  hasBotocore() || process.env.CI ? describe : describe.skip;

/** Whatever AWS does, over the wire: the tables are in `__testUtils__/faults`, what users see is in docs/operations.md. */
describe('faults of AWS', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  /** Of one database: it is the same with the others. */
  const traffic: RequestRecord[] = [];

  it('are those that the documentation tells, row by row', () => {
    const cases = Object.entries(TABLES).map(([heading, rows]) => [
      heading,
      rows.map(({ fault }) => fault),
    ]);
    expect(readFaultTables(readFileSync(DOCUMENTATION, 'utf8'))).toEqual(
      Object.fromEntries(cases),
    );
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
    });

    async function inWorld<T>(
      item: FaultyWorld,
      use: (world: World) => Promise<T>,
    ): Promise<T> {
      const world = await World.create(knex, item);
      try {
        return await use(world);
      } finally {
        if (databaseId === 'SQLITE_3') {
          traffic.push(...world.simulator.requests.list());
        }
        await world.stop();
        for (const table of REBUILD_TABLES) {
          await knex(table).delete();
        }
      }
    }

    const run = (item: FaultCase) =>
      inWorld(item, async world => {
        const steps = item.steps ?? [exampleStep('a')];
        const deploys = world.deploysTo(item.deployTo ?? [], steps[0]?.id);
        const id = await world.start(steps, { deploys });
        await (item.act ?? (() => world.finish()))(world, id);
        const rebuild = (await world.store.get(id))!;
        return {
          states: await world.states(id),
          deploys: Object.fromEntries(
            rebuild.deploys.map(({ functionName, state }) => [
              functionName,
              state,
            ]),
          ),
          message: rebuild.message?.replaceAll('\n', ' ') ?? '',
          seen: world.seen(),
        };
      });

    describe.each(Object.entries(TABLES))('%s', (_, rows) => {
      describe.each(rows)('$fault', ({ cases }) => {
        it.each(cases)('$how', async item => {
          const { states, deploys, message, seen } = await run(item);
          const done = (names: Iterable<string>) =>
            Object.fromEntries([...names].map(name => [name, 'done']));
          expect(states).toEqual(item.states ?? done(Object.keys(states)));
          expect(deploys).toEqual(item.deploys ?? done(item.deployTo ?? []));
          expect(message).toMatch(item.message ?? '');
          expect(seen).toMatchObject(item.seen);
        });
      });
    });

    it.each([1, 2, 3, 4])(
      'that pass, at any time: one build for each attempt, and one image for each build key: seed %i',
      async seed => {
        await inWorld({ faults: randomFaults(seed) }, async world => {
          const id = await world.start([
            exampleStep('a'),
            exampleStep('b', 'a'),
            exampleStep('c', 'b'),
            exampleStep('d'),
          ]);
          await world.finish();
          const { simulator, store } = world;
          expect(await checkRound(simulator, store, id)).toEqual([]);
          const struck = simulator.faults.list().filter(item => item.struck);
          expect(struck.length).toBeGreaterThan(5);
        });
      },
    );
  });

  describeWithBotocore('beside the service models of botocore', () => {
    it('make no traffic that AWS does not know', () => {
      const operations = new Set(
        traffic.map(({ service, operation }) => `${service}:${operation}`),
      );
      expect(operations.size).toBeGreaterThan(10);
      expect(validateTraffic(traffic)).toEqual([
        expect.stringMatching(/^\d+ exchanges of \d+ operations$/),
      ]);
    });
  });
});
