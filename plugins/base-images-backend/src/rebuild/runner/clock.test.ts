import { performance } from 'node:perf_hooks';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { ENVIRONMENT, exampleStep } from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';
import { RUNNER_TIMINGS } from './RunnerTimings';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;
const lost = new ServiceError('no-answer', 'The connection broke.');

/** The clock of the database jumps, ahead or back: nothing begins twice, and nothing waits for the time to come round again. */
describe('the clock of the database', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const createBench = async (environment = ENVIRONMENT) =>
      RunnerBench.create(await databases.init(databaseId), environment);

    const tokens = ({ services }: RunnerBench) =>
      services.starts.map(({ token }) => token);

    /** The answer to the first request that starts a build is lost, whether it began or not. */
    async function loseAnswer(bench: RunnerBench, began: boolean) {
      bench.services.startFaults.push({ error: lost, after: began });
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      return id;
    }

    it.each([MINUTE, YEAR])(
      'finds a build that was sent before it was set back by %i ms, and sends no token again',
      async back => {
        const bench = await createBench();
        const id = await loseAnswer(bench, true);
        const { listBuilds } = bench.services.buildService;
        let since = '';
        bench.services.buildService.listBuilds = async request => {
          since = request.since;
          return listBuilds(request);
        };
        bench.wait(-back);
        await bench.look();
        expect(await bench.states(id)).toEqual({ a: 'running' });
        expect(tokens(bench)).toHaveLength(1);
        // When it began by the clock of the build service, nobody can tell.
        expect(since).toBe('1970-01-01T00:00:00.000Z');
      },
    );

    it('looks for builds of a day before they were sent: clocks differ', async () => {
      const bench = await createBench();
      await loseAnswer(bench, true);
      const { listBuilds } = bench.services.buildService;
      let since = '';
      bench.services.buildService.listBuilds = async request => {
        since = request.since;
        return listBuilds(request);
      };
      bench.wait(5 * MINUTE);
      const before = await bench.store.now();
      await bench.look();
      expect(before - Date.parse(since)).toBeGreaterThan(DAY);
    });

    it('begins another attempt minutes after it was set back by a year, where nothing began', async () => {
      const bench = await createBench();
      const id = await loseAnswer(bench, false);
      bench.wait(-YEAR);
      await bench.look();
      await bench.look();
      expect(tokens(bench)).toHaveLength(1);
      bench.wait(11 * MINUTE);
      await bench.look();
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(new Set(tokens(bench)).size).toBe(2);
    });

    it('does not let another attempt begin by jumping ahead', async () => {
      const bench = await createBench();
      const id = await loseAnswer(bench, false);
      bench.wait(DAY);
      for (let look = 0; look < 4; look++) {
        await bench.look();
      }
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      expect(tokens(bench)).toHaveLength(1);
    });

    it('counts listings anew that were made before it was set back', async () => {
      const bench = await createBench();
      const id = await loseAnswer(bench, false);
      bench.wait(11 * MINUTE);
      await bench.look();
      // As if the first listing had been made in a time that is yet to come.
      await bench.knex('builds').increment('missing_since', DAY);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      bench.wait(11 * MINUTE);
      await bench.look();
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
    });

    it('is not believed where the process that sent a token knows that more time has passed', async () => {
      const bench = await createBench();
      const id = await loseAnswer(bench, true);
      const now = performance.now.bind(performance);
      const spy = jest
        .spyOn(performance, 'now')
        .mockImplementation(() => now() + 5 * MINUTE);
      try {
        await bench.look();
      } finally {
        spy.mockRestore();
      }
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(tokens(bench)).toHaveLength(1);
    });

    it('does not keep a step waiting for a time that is a year ahead', async () => {
      const bench = await createBench();
      const id = await bench.start([exampleStep('a')]);
      await bench.store.changeStep(
        (await bench.store.claim(id, 'me', 1))!,
        (await bench.store.steps(id))[0],
        { state: 'ready', notBefore: (await bench.store.now()) + YEAR },
      );
      await bench.knex('rebuilds').update({ claim_until: 0 });
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
    });

    it('loses no build that goes on by jumping ahead: it is stopped, and asked for again and again', async () => {
      const bench = await createBench();
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      const { stopBuild } = bench.services.buildService;
      bench.services.buildService.stopBuild = async () => undefined;
      bench.wait(YEAR);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });

      bench.services.buildService.stopBuild = stopBuild;
      await bench.look();
      await bench.look();
      expect(await bench.store.steps(id)).toMatchObject([
        {
          state: 'failed',
          message: 'The build ran out of time, and was stopped.',
        },
      ]);
      expect(tokens(bench)).toHaveLength(1);
    });

    it('stops a build that was sent in a time that is yet to come, once it takes longer than it may', async () => {
      const bench = await createBench();
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      bench.wait(-YEAR);
      await bench.look();
      bench.wait(2 * 60 * MINUTE);
      await bench.look();
      expect(bench.services.stops).toHaveLength(0);
      bench.wait(11 * MINUTE);
      await bench.look();
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'failed' });
      expect(bench.services.stops).toHaveLength(1);
    });

    it('loses a build that is missing since a time that is yet to come, ten minutes later', async () => {
      const bench = await createBench();
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      const [{ buildId }] = bench.services.running();
      bench.services.forgotten.add(buildId);
      await bench.look();
      bench.wait(-YEAR);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      bench.wait(11 * MINUTE);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'lost' });
    });

    it('frees a claim that lasts longer than any, and no other', async () => {
      const { store, knex, start } = await createBench().then(bench => ({
        store: bench.store,
        knex: bench.knex,
        start: () => bench.start([exampleStep('a')]),
      }));
      const id = await start();
      const { claimMs } = RUNNER_TIMINGS;
      const claim = (await store.claim(id, 'one', claimMs))!;
      expect(await store.claim(id, 'two', claimMs)).toBeUndefined();
      await knex('rebuilds').increment('claim_until', YEAR);
      const taken = (await store.claim(id, 'two', claimMs))!;
      expect(taken.epoch).toBe(claim.epoch + 1);
      expect(await store.renew(claim, claimMs)).toBe(false);
      expect(await store.claim(id, 'one', claimMs)).toBeUndefined();
    });

    it('counts no builds that begin a year ahead against the limit of a day', async () => {
      const bench = await createBench({ ...ENVIRONMENT, buildsPerDay: 1 });
      const first = await bench.start([exampleStep('a')]);
      await bench.look();
      bench.services.succeed(bench.services.running()[0]);
      await bench.look();
      expect(await bench.store.get(first)).toMatchObject({ state: 'done' });

      const id = await bench.start([exampleStep('b')]);
      // An hour ahead: it may well have begun within this day.
      await bench.knex('builds').increment('created_at', 60 * MINUTE);
      await bench.look();
      expect(await bench.states(id)).toEqual({ b: 'ready' });
      await bench.knex('builds').increment('created_at', YEAR);
      await bench.look();
      expect(await bench.states(id)).toEqual({ b: 'running' });
    });

    it('lets the rebuild be the newest that was created last', async () => {
      const bench = await createBench();
      const before = await bench.start([]);
      await bench.look();
      await bench.knex('rebuilds').increment('created_at', YEAR);
      const after = await bench.start([]);
      const { items } = await bench.store.list(
        { sourceIds: [ENVIRONMENT.sourceId] },
        { limit: 2 },
      );
      expect(items.map(({ id }) => id)).toEqual([after, before]);
      expect(items[1].createdAt).toBeLessThan(await bench.store.now());
    });
  });
});
