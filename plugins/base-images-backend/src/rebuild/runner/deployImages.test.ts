import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { toRebuild } from '../api/toRebuild';
import { exampleStep } from '../__testUtils__/exampleRebuild';
import { RunnerBench } from '../__testUtils__/RunnerBench';

jest.setTimeout(60_000);

const FUNCTION = 'receipts-report';

describe('deployments of a rebuild', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    /** A rebuild of one image that one function is to run, and a function that does as the registry's contract says. */
    async function createBench() {
      const bench = await RunnerBench.create(await databases.init(databaseId));
      const state = {
        running: 'sha256:before',
        refusals: [] as string[],
        updates: 0,
        begun: [] as (string | undefined)[],
      };
      bench.services.registry.deployImage = async request => {
        state.begun.push(request.begun);
        if (state.running === request.toDigest) {
          return;
        }
        if (state.running !== request.fromDigest) {
          throw new ServiceError('conflict', `It runs ${state.running}.`);
        }
        await request.onBegin?.(`revision ${state.updates}`);
        state.updates += 1;
        const refusal = state.refusals.shift();
        if (refusal) {
          throw new ServiceError('invalid', refusal);
        }
        state.running = request.toDigest;
      };
      const step = exampleStep('a');
      const id = await bench.start([step], {
        deploys: [
          {
            functionName: FUNCTION,
            stepId: step.id,
            fromDigest: 'sha256:before',
            state: 'planned',
            message: null,
          },
        ],
      });
      await bench.look();
      return { bench, state, id };
    }

    const build = async ({
      bench,
    }: Awaited<ReturnType<typeof createBench>>) => {
      const digest = bench.services.succeed(bench.services.running()[0]);
      await bench.look();
      return digest;
    };

    it('are made when the rebuild is tried again after they failed', async () => {
      const created = await createBench();
      const { bench, state, id } = created;
      state.refusals.push('The image was refused.');
      const digest = await build(created);
      expect(await bench.store.get(id)).toMatchObject({
        state: 'failed',
        message: `${FUNCTION}: The image was refused.`,
      });

      expect(await bench.store.retry(id)).toBe(true);
      expect(await bench.store.get(id)).toMatchObject({
        deploys: [{ state: 'planned', message: null }],
      });
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({
        state: 'done',
        deploys: [{ state: 'done', message: null }],
      });
      expect(state).toMatchObject({
        running: digest,
        updates: 2,
        // What failed before is no reason not to begin.
        begun: [undefined, undefined],
      });
      expect(bench.services.starts).toHaveLength(1);
    });

    it('leave a function alone that runs something else by then', async () => {
      const created = await createBench();
      const { bench, state, id } = created;
      state.refusals.push('The image was refused.');
      await build(created);
      state.running = 'sha256:other';
      await bench.store.retry(id);
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({
        state: 'failed',
        message: `${FUNCTION}: It runs sha256:other.`,
      });
      expect(state).toMatchObject({ running: 'sha256:other', updates: 1 });
    });

    it('are done where the function runs the image already', async () => {
      const created = await createBench();
      const { bench, state, id } = created;
      state.refusals.push('The image was refused.');
      const digest = await build(created);
      state.running = digest;
      await bench.store.retry(id);
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({ state: 'done' });
      expect(state.updates).toBe(1);
    });

    it('remember before a function is changed at which revision that was', async () => {
      const created = await createBench();
      const { bench, state, id } = created;
      const { deployImage } = bench.services.registry;
      const stored: unknown[] = [];
      bench.services.registry.deployImage = async request => {
        await request.onBegin?.('revision 7');
        stored.push((await bench.store.get(id))?.deploys[0].begun);
        throw new ServiceError('no-answer', 'The connection broke.');
      };
      await build(created);
      expect(stored).toEqual(['revision 7']);
      const record = (await bench.store.get(id))!;
      expect(toRebuild(record, []).deploys).toEqual([
        {
          functionName: FUNCTION,
          stepId: exampleStep('a').id,
          fromDigest: 'sha256:before',
          state: 'planned',
          message: 'The connection broke.',
        },
      ]);

      bench.services.registry.deployImage = deployImage;
      await bench.look();
      expect(state.begun).toEqual(['revision 7']);
      expect(await bench.store.get(id)).toMatchObject({ state: 'done' });
    });

    it('change no function once another process has taken over', async () => {
      const created = await createBench();
      const { bench, state } = created;
      const { store } = bench;
      const original = store.changeDeploys.bind(store);
      store.changeDeploys = async () => false;
      await build(created);
      expect(state.updates).toBe(0);
      store.changeDeploys = original;
      await bench.look();
      expect(state.updates).toBe(1);
    });

    it('are planned again with images that could not be built', async () => {
      const { bench, state, id } = await createBench();
      bench.services.fail(bench.services.running()[0]);
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({
        state: 'failed',
        deploys: [{ state: 'failed', message: 'Its image was not built.' }],
      });
      await bench.store.retry(id);
      await bench.look();
      bench.services.succeed(bench.services.running()[0]);
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({
        state: 'done',
        deploys: [{ state: 'done' }],
      });
      expect(state.updates).toBe(1);
    });

    it('are not made once the rebuild is cancelled, and are when it is tried again', async () => {
      const created = await createBench();
      const { bench, state, id } = created;
      const { deployImage } = bench.services.registry;
      bench.services.registry.deployImage = async () => {
        throw new ServiceError('throttled', 'It is being changed right now.');
      };
      await build(created);
      expect(await bench.states(id)).toEqual({ a: 'done' });
      await bench.store.requestCancel(id);
      bench.services.registry.deployImage = deployImage;
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({
        state: 'cancelled',
        deploys: [{ state: 'planned' }],
      });
      expect(state.updates).toBe(0);

      await bench.store.retry(id);
      await bench.look();
      expect(await bench.store.get(id)).toMatchObject({ state: 'done' });
      expect(state.updates).toBe(1);
    });
  });
});
