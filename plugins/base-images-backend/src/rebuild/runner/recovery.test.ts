import { performance } from 'node:perf_hooks';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import {
  ENVIRONMENT,
  exampleStep,
  PLATFORM,
} from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';
import { RUNNER_TIMINGS } from './RunnerTimings';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const OTHER = {
  ...ENVIRONMENT,
  sourceId: 'other',
  projects: new Map([[PLATFORM, 'other-project']]),
};
const lost = new ServiceError('no-answer', 'The connection broke.');

/** Whoever goes on with what another process, rebuild or configuration has begun. */
describe('what is taken up', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const createBench = async (environment = ENVIRONMENT) =>
      RunnerBench.create(await databases.init(databaseId), environment);

    const projects = ({ services }: RunnerBench) =>
      services.starts.map(
        ({ environment, platform, token }) =>
          `${environment.projects.get(platform)} ${token}`,
      );

    /** Builds are listed by their project, as CodeBuild does. */
    function listByProject({ services }: RunnerBench) {
      services.buildService.listBuilds = async ({ environment, platform }) =>
        [...services.builds.values()].filter(
          ({ request }) =>
            request.environment.projects.get(request.platform) ===
            environment.projects.get(platform),
        );
    }

    /** A rebuild of the other source waits for the build of a first one, which nobody has an answer of, and which then ends. */
    async function leaveBehind(bench: RunnerBench) {
      const runner = bench.createRunner([ENVIRONMENT, OTHER]);
      bench.services.startFaults.push({ error: lost, after: true });
      const first = await bench.start([exampleStep('a')]);
      await runner.tick();
      const second = await bench.start([exampleStep('a')], {
        sourceId: OTHER.sourceId,
      });
      bench.services.startFaults.push({ error: lost, after: true });
      await runner.tick();
      expect(await bench.states(second)).toEqual({ a: 'attached' });
      await runner.stop();
      const claim = (await bench.store.claim(first, 'other', 1_000))!;
      await bench.store.end(claim, 'failed', null);
      return second;
    }

    it.each([0, 5 * MINUTE])(
      'is a build that was sent to the project of another environment, %i ms later: nothing begins in its own project',
      async later => {
        const bench = await createBench();
        listByProject(bench);
        const second = await leaveBehind(bench);
        bench.wait(later);
        const runner = bench.createRunner([ENVIRONMENT, OTHER]);
        for (let look = 0; look < 3; look++) {
          await runner.tick();
        }
        expect(await bench.states(second)).toEqual({ a: 'running' });
        expect(new Set(projects(bench)).size).toBe(1);
        expect(bench.services.builds.size).toBe(1);
      },
    );

    it('is no build of an environment that is gone: it counts as lost, and there is another attempt', async () => {
      const bench = await createBench();
      const second = await leaveBehind(bench);
      const runner = bench.createRunner([OTHER]);
      for (let look = 0; look < 3; look++) {
        await runner.tick();
      }
      expect(await bench.states(second)).toEqual({ a: 'running' });
      expect(
        (await bench.store.builds(second)).map(({ state }) => state),
      ).toEqual(['lost', 'running']);
      expect(new Set(projects(bench)).size).toBe(2);
    });

    it.each([0, 5 * MINUTE])(
      'is a build in the project that its environment had when it was sent, %i ms ago',
      async later => {
        const bench = await createBench();
        listByProject(bench);
        bench.services.startFaults.push({ error: lost, after: true });
        const id = await bench.start([exampleStep('a')]);
        await bench.look();
        await bench.runner.stop();
        bench.wait(later);
        await bench
          .createRunner([{ ...ENVIRONMENT, projects: OTHER.projects }])
          .tick();
        expect(await bench.states(id)).toEqual({ a: 'running' });
        expect(new Set(projects(bench)).size).toBe(1);
        expect(bench.services.builds.size).toBe(1);
      },
    );

    describe('where a build was left to a rebuild that waits for it', () => {
      async function leaveBuild() {
        const bench = await createBench();
        const { store } = bench;
        const runner = bench.createRunner([ENVIRONMENT, OTHER]);
        const first = await bench.start([exampleStep('a')]);
        await runner.tick();
        const second = await bench.start([exampleStep('a')], {
          sourceId: OTHER.sourceId,
        });
        await runner.tick();
        expect(await bench.states(second)).toEqual({ a: 'attached' });
        await runner.stop();
        const end = async (id: string) =>
          store.end((await store.claim(id, 'other', 1_000))!, 'failed', null);
        await end(first);
        expect(await store.builds(first)).toMatchObject([{ active: true }]);
        return { bench, first, second, end };
      }

      it('is stopped when that is cancelled', async () => {
        const { bench, second } = await leaveBuild();
        await bench.store.requestCancel(second);
        const runner = bench.createRunner([ENVIRONMENT, OTHER]);
        await runner.tick();
        await runner.tick();
        expect(await bench.states(second)).toEqual({ a: 'cancelled' });
        expect(bench.services.stops).toHaveLength(1);
        expect(await bench.store.builds(second)).toMatchObject([
          { active: false, state: 'stopped' },
        ]);
      });

      it('takes no place any more when that ends', async () => {
        const { bench, first, second, end } = await leaveBuild();
        await end(second);
        expect(await bench.store.builds(first)).toMatchObject([
          { active: false, state: 'lost' },
        ]);
      });
    });

    it('is a build that was refused, where the process ended before it wrote that of the step', async () => {
      const bench = await createBench();
      const { store, services } = bench;
      services.startFaults.push({
        error: new ServiceError('denied', 'You may not build.'),
      });
      const id = await bench.start([exampleStep('a')]);
      const changeStep = store.changeStep.bind(store);
      store.changeStep = async (claim, step, change) => {
        if (change.state === 'failed') {
          throw new Error('The process ended');
        }
        return changeStep(claim, step, change);
      };
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'starting' });
      store.changeStep = changeStep;
      await bench.look();
      expect(await store.get(id)).toMatchObject({
        state: 'failed',
        message: 'a: You may not build.',
      });
      // A token that was refused is not sent again: nobody would count the build that it begins.
      expect(services.starts).toHaveLength(1);
    });

    it('is a request that was held up before it was sent: nothing is sent until the next look has made sure', async () => {
      const bench = await createBench();
      const { store, services } = bench;
      services.startFaults.push({ error: lost, after: true });
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      const changeBuild = store.changeBuild.bind(store);
      const now = performance.now.bind(performance);
      let heldUp = 0;
      const clock = jest
        .spyOn(performance, 'now')
        .mockImplementation(() => now() + heldUp);
      store.changeBuild = async (claim, build, change) => {
        const changed = await changeBuild(claim, build, change);
        if (change.state === 'starting') {
          heldUp += 2 * MINUTE;
          bench.wait(2 * MINUTE);
        }
        return changed;
      };
      try {
        await bench.look();
        expect(services.starts).toHaveLength(1);
        expect(await bench.states(id)).toEqual({ a: 'starting' });
        await bench.look();
        await bench.look();
      } finally {
        clock.mockRestore();
      }
      // By then it is looked for.
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(services.starts).toHaveLength(1);
    });

    it('begins nothing any more once somebody has cancelled it, also in the middle of a look', async () => {
      const bench = await createBench();
      const { store, services } = bench;
      const id = await bench.start([exampleStep('a'), exampleStep('b')]);
      const { startBuild } = services.buildService;
      services.buildService.startBuild = async request => {
        await store.requestCancel(id);
        return startBuild(request);
      };
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running', b: 'ready' });
      await bench.look();
      await bench.look();
      expect(await bench.states(id)).toEqual({
        a: 'cancelled',
        b: 'cancelled',
      });
      expect(services.starts).toHaveLength(1);
    });

    it('is the place of a rebuild whose environment was removed, once no process has known it for minutes', async () => {
      const bench = await createBench({ ...ENVIRONMENT, concurrency: 1 });
      const { store, services, knex } = bench;
      const removed = await bench.start([
        exampleStep('a'),
        exampleStep('b', 'a'),
      ]);
      await bench.look();
      await bench.runner.stop();
      // As while processes are replaced by others, which have another configuration.
      await bench.createRunner([]).tick();
      expect(await store.get(removed)).toMatchObject({ state: 'running' });

      await knex('rebuilds').decrement(
        'claim_until',
        RUNNER_TIMINGS.forsakenMs,
      );
      await bench.createRunner([]).tick();
      expect(await store.get(removed)).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('not in the configuration any more'),
      });
      expect(await bench.states(removed)).toEqual({
        a: 'lost',
        b: 'cancelled',
      });
      expect(await store.builds(removed)).toMatchObject([
        { state: 'lost', active: false },
      ]);

      const next = bench.createRunner([{ ...ENVIRONMENT, concurrency: 1 }]);
      const id = await bench.start([exampleStep('c')]);
      await next.tick();
      expect(await bench.states(id)).toEqual({ c: 'running' });
      services.succeed(services.running()[1]);
      await next.tick();

      // The environment is back: what was built meanwhile is found by its build key.
      await store.retry(removed);
      await next.tick();
      expect(await bench.states(removed)).toEqual({
        a: 'running',
        b: 'pending',
      });
      expect((await store.builds(removed)).map(({ active }) => active)).toEqual(
        [false, true],
      );
    });

    it('is not a new rebuild that another process has an environment for', async () => {
      const bench = await createBench();
      const id = await bench.start([exampleStep('a')]);
      await bench.createRunner([]).tick();
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
    });

    it('is lost where its service says nothing of it for longer than it may take, and does not stop it', async () => {
      const bench = await createBench();
      const { services } = bench;
      const id = await bench.start([exampleStep('a')]);
      await bench.look();
      services.buildService.readBuilds = async () => ({
        builds: [],
        missing: [],
      });
      bench.wait(60 * MINUTE);
      await bench.look();
      expect(await bench.states(id)).toEqual({ a: 'running' });
      expect(services.stops).toHaveLength(0);
      bench.wait(120 * MINUTE);
      for (let look = 0; look < 12; look++) {
        await bench.look();
      }
      expect(await bench.store.steps(id)).toMatchObject([
        { state: 'lost', message: 'It ran out of time, and did not stop.' },
      ]);
      expect(services.stops).toHaveLength(8);
    });
  });
});
