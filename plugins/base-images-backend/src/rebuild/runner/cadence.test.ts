import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ENVIRONMENT, exampleStep } from '../__testUtils__/exampleRebuild';
import { exampleRequest, RunnerBench } from '../__testUtils__/RunnerBench';
import { RUNNER_TIMINGS } from './RunnerTimings';

jest.setTimeout(60_000);

const STAGING = { ...ENVIRONMENT, id: 'staging', account: '1' };

/** Each environment goes on by itself, whatever the account of another one does. */
describe('the cadence of looks', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    /** Two environments, of which the account of production never answers, and heeds no signal, until it is let go. */
    async function createBench() {
      const knex = await databases.init(databaseId);
      const bench = await RunnerBench.create(knex);
      let release = () => {};
      const released = new Promise<void>(resolve => {
        release = resolve;
      });
      const { startBuild } = bench.services.buildService;
      let asked = 0;
      bench.services.buildService.startBuild = async request => {
        if (request.environment.id === ENVIRONMENT.id) {
          asked += 1;
          await released;
        }
        return startBuild(request);
      };
      const create = (sendMs = 600_000) =>
        bench.createRunner([ENVIRONMENT, STAGING], {
          timings: {
            ...RUNNER_TIMINGS,
            backoffMs: 0,
            maxBackoffMs: 0,
            sendMs,
          },
        });
      const slow = await bench.start([exampleStep('a')]);
      const well = await bench.start([exampleStep('b')], {
        environment: STAGING.id,
      });
      const until = async (condition: () => Promise<boolean>) => {
        while (!(await condition())) {
          await sleep(10);
        }
      };
      return { bench, create, release, slow, well, until, asked: () => asked };
    }

    it('goes on with one environment, and plans what waits in it, while another one waits for its account', async () => {
      const { bench, create, release, slow, well, until, asked } =
        await createBench();
      const { services } = bench;
      const queued = await bench.start([], { environment: STAGING.id });
      const runner = create();
      await runner.begin();
      await until(async () => (await bench.states(well)).b === 'running');
      await until(async () => asked() === 1);

      services.succeed(services.running()[0]);
      // Nobody has to wait for the environment that was begun before.
      await until(async () => {
        await runner.tick();
        return (await bench.states(queued)).queued === 'running';
      });
      expect(await bench.states(well)).toEqual({ b: 'done' });
      expect(await bench.states(slow)).toEqual({ a: 'starting' });
      expect(asked()).toBe(1);

      release();
      await until(async () => (await bench.states(slow)).a === 'running');
      await runner.stop();
    });

    it('gives a request up that is not answered, and goes on', async () => {
      const { bench, create, slow } = await createBench();
      const runner = create(20);
      await runner.tick();
      expect(await bench.states(slow)).toEqual({ a: 'starting' });
      expect(await bench.store.steps(slow)).toMatchObject([
        { message: 'No answer came within 0.02 seconds.' },
      ]);
    });

    it('ends at once when the backend stops, and leaves everything to other processes', async () => {
      const { bench, create, release, slow, until, asked } =
        await createBench();
      const runner = create();
      await runner.begin();
      await until(async () => asked() === 1);
      await runner.stop();
      expect(await bench.states(slow)).toEqual({ a: 'starting' });
      // Nothing is written of what was given up.
      expect(await bench.store.steps(slow)).toMatchObject([
        { message: null, tries: 0 },
      ]);
      await runner.tick();
      expect(asked()).toBe(1);

      release();
      await create().tick();
      expect(await bench.states(slow)).toEqual({ a: 'running' });
      const [{ token }] = await bench.store.builds(slow);
      expect(
        bench.services.starts
          .filter(({ environment }) => environment.id === ENVIRONMENT.id)
          .map(start => start.token),
      ).toEqual([token, token]);
    });

    it('ends a look of which the claim is lost, and writes nothing more', async () => {
      const { bench, slow, until, asked, release } = await createBench();
      const runner = bench.createRunner([ENVIRONMENT], {
        timings: { ...RUNNER_TIMINGS, claimMs: 60 },
      });
      const look = runner.tick();
      await until(async () => asked() === 1);
      // Another process thinks that it is gone.
      await bench.knex('rebuilds').update({ claim_until: 0 });
      const claim = await bench.store.claim(slow, 'other', 60_000);
      expect(claim).toBeDefined();
      await look;
      release();
      expect(await bench.store.steps(slow)).toMatchObject([
        { state: 'starting', tries: 0 },
      ]);
    });
  });

  it('looks at a rebuild once at a time', async () => {
    const bench = await RunnerBench.create(await databases.init('SQLITE_3'));
    await bench.store.create(exampleRequest([exampleStep('a')]));
    await Promise.all([bench.look(), bench.look(), bench.look()]);
    expect(bench.services.starts).toHaveLength(1);
  });
});
