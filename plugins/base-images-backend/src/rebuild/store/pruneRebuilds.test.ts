import { TestDatabases } from '@backstage/backend-test-utils';
import { ENVIRONMENT, exampleStep } from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60_000;
const TABLES = ['rebuilds', 'requests', 'steps', 'builds', 'breakers'];

describe('rebuilds of long ago', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function createBench() {
      const bench = await RunnerBench.create(await databases.init(databaseId));
      const { knex, store } = bench;
      const runner = bench.createRunner([
        ENVIRONMENT,
        { ...ENVIRONMENT, id: 'removed', account: '2' },
      ]);
      return {
        bench,
        knex,
        store,
        /** A rebuild of one image that failed, with all that is kept of it. */
        fail: async (name: string, place: object = {}) => {
          const id = await bench.start([exampleStep(name)], {
            requestKey: name,
            ...place,
          });
          await runner.tick();
          bench.services.fail(bench.services.running()[0]);
          await runner.tick();
          expect(await store.get(id)).toMatchObject({ state: 'failed' });
          return id;
        },
        age: (id: string, days: number) =>
          knex('rebuilds')
            .where({ id })
            .decrement('created_at', days * DAY)
            .decrement('ended_at', days * DAY),
        prune: (more: { signal?: AbortSignal } = {}) =>
          store.prune({ days: 90, environments: [ENVIRONMENT], ...more }),
        count: async () =>
          Object.fromEntries(
            await Promise.all(
              TABLES.map(async table => {
                const [{ rows }] = await knex(table).count({ rows: '*' });
                return [table, Number(rows)] as const;
              }),
            ),
          ),
      };
    }

    it('are deleted with all that belongs to them, but for the newest of each environment', async () => {
      const { fail, age, prune, count, store } = await createBench();
      const old = await fail('a');
      const newest = await fail('b');
      await age(old, 92);
      await age(newest, 91);
      expect(await prune()).toBe(1);
      expect(await store.get(old)).toBeUndefined();
      expect(await store.get(newest)).toBeDefined();
      expect(await count()).toEqual({
        rebuilds: 1,
        requests: 1,
        steps: 1,
        builds: 1,
        breakers: 2,
      });
      expect(await prune()).toBe(0);
    });

    it('are deleted to the last one where their environment is not configured any more', async () => {
      const { fail, age, prune, store } = await createBench();
      const removed = await fail('a', { environment: 'removed' });
      await age(removed, 89);
      expect(await prune()).toBe(0);
      await age(removed, 2);
      expect(await prune()).toBe(1);
      expect(await store.get(removed)).toBeUndefined();
    });

    it('are many, and deleted one by one until somebody ends it', async () => {
      const { fail, age, prune, knex, store, bench } = await createBench();
      const old = await fail('a');
      await bench.start([]);
      await age(old, 100);
      const [row] = await knex('rebuilds').where({ id: old });
      await knex.batchInsert(
        'rebuilds',
        Array.from({ length: 250 }, (_, index) => ({
          ...row,
          id: `old-${index}`,
          // Some at the same time: pages must not lose them.
          created_at: Number(row.created_at) + Math.floor(index / 150),
        })),
        50,
      );
      const aborted = new AbortController();
      aborted.abort();
      expect(await prune({ signal: aborted.signal })).toBe(0);
      expect(await prune()).toBe(251);
      expect(await store.activeRebuilds()).toHaveLength(1);
    });

    it('stay while they go on, or when they ended lately', async () => {
      const { fail, age, prune, store, knex, bench } = await createBench();
      const again = await fail('a');
      await age(again, 100);
      await store.retry(again);
      const queued = await bench.start([]);
      await knex('rebuilds')
        .where({ id: queued })
        .decrement('created_at', 100 * DAY);
      expect(await prune()).toBe(0);

      const claim = (await store.claim(again, 'me', 1_000))!;
      await store.end(claim, 'failed', null);
      expect(await prune()).toBe(0);
    });

    it('are not old because the clock of the database is far ahead', async () => {
      const { bench, fail, prune, count } = await createBench();
      await fail('a');
      await fail('b');
      bench.wait(365 * DAY);
      expect(await prune()).toBe(0);
      expect(await count()).toMatchObject({ rebuilds: 2, breakers: 2 });
    });

    it('leave no failures in a row behind that nobody has seen since, or of other environments', async () => {
      const { fail, prune, count, knex } = await createBench();
      await fail('a');
      await fail('b', { environment: 'removed' });
      expect(await count()).toMatchObject({ breakers: 2 });
      await prune();
      expect(await count()).toMatchObject({ breakers: 1 });
      await knex('breakers').decrement('failed_at', 91 * DAY);
      await prune();
      expect(await count()).toMatchObject({ breakers: 0 });
    });

    it('leave no build behind that takes a place, and none alone that somebody follows', async () => {
      const { bench, knex, fail, prune } = await createBench();
      const ended = await fail('a');
      await knex('builds').update({ active: 1 });
      const id = await bench.start([exampleStep('b')]);
      await bench.createRunner().tick();
      await prune();
      expect(await bench.store.builds(ended)).toMatchObject([
        { active: false, state: 'lost' },
      ]);
      expect(await bench.store.builds(id)).toMatchObject([
        { active: true, state: 'running' },
      ]);
    });

    it('leave no token behind that could come again, although attempts are counted anew', async () => {
      const { bench, fail, age, prune } = await createBench();
      const old = await fail('a');
      await fail('b');
      await age(old, 100);
      expect(await prune()).toBe(1);
      const id = await bench.start([exampleStep('a')]);
      await bench.createRunner().tick();
      expect(await bench.store.builds(id)).toMatchObject([
        { state: 'running', attempt: 1 },
      ]);
      const tokens = bench.services.starts.map(({ token }) => token);
      expect(new Set(tokens).size).toBe(tokens.length);
    });
  });
});
