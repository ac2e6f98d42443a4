import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ServiceError,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import {
  ENVIRONMENT,
  exampleStep,
  PLATFORM,
} from '../__testUtils__/exampleRebuild';
import { MemoryServices } from '../__testUtils__/MemoryServices';
import { exampleRequest, RunnerBench } from '../__testUtils__/RunnerBench';

jest.setTimeout(60_000);

const MINUTE = 60_000;

describe('RebuildRunner', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function createRunner(environment?: SourceEnvironment) {
      const bench = await RunnerBench.create(
        await databases.init(databaseId),
        environment,
      );
      return {
        store: bench.store,
        services: bench.services,
        tick: () => bench.look(),
        states: (id: string) => bench.states(id),
        create: (environments?: SourceEnvironment[]) =>
          bench.createRunner(environments),
        wait: (milliseconds: number) => bench.wait(milliseconds),
      };
    }

    it('builds what stands on another once that is done, and commits verified images', async () => {
      const { store, services, tick, states } = await createRunner();
      const { id, outcome } = await store.create(
        exampleRequest([
          exampleStep('a'),
          exampleStep('b', 'a'),
          exampleStep('c', 'a'),
          exampleStep('other'),
        ]),
      );
      expect(outcome).toBe('started');

      await tick();
      expect(await states(id)).toEqual({
        a: 'running',
        b: 'pending',
        c: 'pending',
        other: 'running',
      });

      services.running().forEach(build => services.succeed(build));
      await tick();
      expect(await states(id)).toEqual({
        a: 'done',
        b: 'running',
        c: 'running',
        other: 'done',
      });
      expect(services.tags('receipts/base/a')).toEqual([
        'b-build-1',
        expect.stringMatching(/^src-[0-9a-f]{12}$/),
      ]);

      services.running().forEach(build => services.succeed(build));
      await tick();
      expect(await store.get(id)).toMatchObject({
        state: 'done',
        message: null,
        endedAt: expect.any(Number),
      });
      expect(services.starts).toHaveLength(4);
      const images = await store.images('123456789012/eu-central-1', [
        'receipts/base/a',
        'receipts/base/b',
      ]);
      expect(images.map(({ repository }) => repository).sort()).toEqual([
        'receipts/base/a',
        'receipts/base/b',
      ]);
    });

    it('uses an image of the same build key again, and builds nothing', async () => {
      const { store, services, tick } = await createRunner();
      await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      services.succeed(services.running()[0]);
      await tick();

      const again = await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      expect(await store.get(again.id)).toMatchObject({ state: 'done' });
      expect((await store.steps(again.id))[0]).toMatchObject({ reused: true });
      expect(services.starts).toHaveLength(1);
    });

    it('keeps to the limits of builds at once and within a day', async () => {
      const { store, services, tick, states } = await createRunner({
        ...ENVIRONMENT,
        concurrency: 2,
        buildsPerDay: 3,
      });
      const { id } = await store.create(
        exampleRequest(['a', 'b', 'c', 'd'].map(name => exampleStep(name))),
      );
      await tick();
      expect(services.running()).toHaveLength(2);
      services.running().forEach(build => services.succeed(build));
      await tick();
      expect(services.running()).toHaveLength(1);
      services.running().forEach(build => services.succeed(build));
      await tick();
      expect(await states(id)).toEqual({
        a: 'done',
        b: 'done',
        c: 'done',
        d: 'ready',
      });
      const [, , , waiting] = await store.steps(id);
      expect(waiting.message).toContain('3 builds have begun within 24 hours');
    });

    it('blocks what stands on a failed image, not its siblings; a second try goes on from there', async () => {
      const { store, services, tick, states } = await createRunner();
      const { id } = await store.create(
        exampleRequest([
          exampleStep('a'),
          exampleStep('b', 'a'),
          exampleStep('c'),
        ]),
      );
      await tick();
      const [a, c] = services.running();
      services.fail(a);
      services.succeed(c);
      await tick();
      expect(await states(id)).toEqual({
        a: 'failed',
        b: 'blocked',
        c: 'done',
      });
      expect(await store.get(id)).toMatchObject({
        state: 'failed',
        message: 'a: pip failed',
      });

      expect(await store.retry(id)).toBe(true);
      await tick();
      services.succeed(services.running()[0]);
      await tick();
      services.succeed(services.running()[0]);
      await tick();
      expect(await states(id)).toEqual({ a: 'done', b: 'done', c: 'done' });
      const tokens = services.starts.map(({ token }) => token);
      expect(new Set(tokens).size).toBe(4);
    });

    it.each(['throttled', 'limit'] as const)(
      'waits without an attempt while it is refused: %s',
      async kind => {
        const { store, services, tick, states, wait } = await createRunner();
        services.startFaults.push(
          { error: new ServiceError(kind, 'Not now.') },
          { error: new ServiceError(kind, 'Not now.') },
        );
        const { id } = await store.create(exampleRequest([exampleStep('a')]));
        await tick();
        wait(20 * MINUTE);
        await tick();
        expect(await states(id)).toEqual({ a: 'starting' });
        wait(20 * MINUTE);
        await tick();
        expect(await states(id)).toEqual({ a: 'running' });
        expect(await store.builds(id)).toHaveLength(1);
      },
    );

    it.each<[string, Parameters<MemoryServices['succeed']>[1], string]>([
      ['an index', { index: true, platform: null }, 'image index'],
      [
        'another platform',
        { platform: 'linux/amd64' },
        'linux/amd64 instead of',
      ],
      ['no labels', { labels: {} }, 'no labels'],
    ])('accepts no image that is %s', async (_, image, message) => {
      const { store, services, tick } = await createRunner();
      const { id } = await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      services.succeed(services.running()[0], image);
      await tick();
      expect(await store.get(id)).toMatchObject({
        state: 'failed',
        message: expect.stringContaining(message),
      });
      expect(services.tags('receipts/base/a')).toEqual(['b-build-1']);
    });

    it('fails a build whose image is not there, and one that its service forgot', async () => {
      const { store, services, tick, states, wait } = await createRunner();
      const { id } = await store.create(
        exampleRequest([exampleStep('a'), exampleStep('b')]),
      );
      await tick();
      const [a, b] = services.running();
      Object.assign(a, { state: 'succeeded', digest: 'sha256:nowhere' });
      services.forgotten.add(b.buildId);
      await tick();
      expect(await states(id)).toEqual({ a: 'failed', b: 'running' });
      wait(11 * MINUTE);
      await tick();
      expect(await states(id)).toEqual({ a: 'failed', b: 'lost' });
    });

    it('tries again after a fault of the service, and opens the breaker after three failures of the same sources', async () => {
      const { store, services, tick, states } = await createRunner();
      const first = await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      services.fail(services.running()[0], { serviceFault: true });
      await tick();
      expect(await states(first.id)).toEqual({ a: 'running' });
      services.fail(services.running()[0]);
      await tick();
      for (let round = 0; round < 2; round++) {
        await store.create(exampleRequest([exampleStep('a')]));
        await tick();
        services.fail(services.running()[0]);
        await tick();
      }
      const starts = services.starts.length;
      const blocked = await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      expect(await store.get(blocked.id)).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('failed 3 times in a row'),
      });
      expect(services.starts).toHaveLength(starts);

      const changed = await store.create(
        exampleRequest([exampleStep('a', undefined, 'changed')]),
      );
      await tick();
      expect(await states(changed.id)).toEqual({ a: 'running' });
    });

    it('stops what runs when it is cancelled, and accepts what is already built', async () => {
      const { store, services, tick, states } = await createRunner();
      const { id } = await store.create(
        exampleRequest([
          exampleStep('a'),
          exampleStep('b'),
          exampleStep('c', 'a'),
        ]),
      );
      await tick();
      services.succeed(services.running()[0]);
      expect(await store.requestCancel(id)).toBe(true);
      await tick();
      await tick();
      expect(await states(id)).toEqual({
        a: 'done',
        b: 'cancelled',
        c: 'cancelled',
      });
      expect(await store.get(id)).toMatchObject({ state: 'cancelled' });
      expect(services.stops).toContain('build-2');
    });

    it('gives the same rebuild for the same request key, queues one more, and promotes it', async () => {
      const { store, services, tick, states } = await createRunner();
      const first = await store.create(
        exampleRequest([exampleStep('a')], { requestKey: 'task-1' }),
      );
      expect(
        await store.create(
          exampleRequest([exampleStep('b')], { requestKey: 'task-1' }),
        ),
      ).toEqual({ id: first.id, outcome: 'existing' });
      const images = ['b', 'c'].map(name => ({
        kind: 'base-image' as const,
        name,
        platform: PLATFORM,
      }));
      const second = await store.create(
        exampleRequest([exampleStep('b')], {
          requestKey: 'task-2',
          request: { images: [images[0]] },
        }),
      );
      const third = await store.create(
        exampleRequest([exampleStep('c')], {
          requestKey: 'task-3',
          request: { images: [images[1]] },
        }),
      );
      expect(second.outcome).toBe('queued');
      // Whoever waits finds their rebuild again, and nobody's images are lost.
      for (const key of ['task-2', 'task-3']) {
        expect(
          await store.findByRequestKey('receipts', 'production', key),
        ).toMatchObject({ id: second.id, request: { images } });
      }
      expect(third).toEqual({ id: second.id, outcome: 'queued' });
      await tick();
      services.succeed(services.running()[0]);
      await tick();
      await tick();
      expect(await states(second.id)).toEqual({ queued: 'running' });
    });

    it('lets one process at a time advance a rebuild, and another take over', async () => {
      const { store, services, tick, create, states } = await createRunner();
      const { id } = await store.create(exampleRequest([exampleStep('a')]));
      await tick();
      expect(await store.claim(id, 'other', 1_000)).toBeUndefined();
      services.succeed(services.running()[0]);
      const other = create();
      await other.tick();
      expect(await states(id)).toEqual({ a: 'running' });
    });

    it('ends a rebuild that has nothing to build', async () => {
      const { store, tick } = await createRunner();
      const { id } = await store.create(exampleRequest([]));
      await tick();
      expect(await store.get(id)).toMatchObject({ state: 'done' });
    });

    it('builds the same image in two accounts, each on its own', async () => {
      const { store, services, create } = await createRunner();
      const staging = { ...ENVIRONMENT, id: 'staging', account: '1' };
      await store.create(exampleRequest([exampleStep('a')]));
      await store.create(
        exampleRequest([exampleStep('a')], { environment: staging.id }),
      );
      const both = create([ENVIRONMENT, staging]);
      await both.tick();
      expect(
        services.starts.map(({ environment }) => environment.id).sort(),
      ).toEqual(['production', 'staging']);
    });

    it('plans what is queued although another one cannot be planned', async () => {
      const { store, tick, states } = await createRunner();
      const queue = async (sourceId: string) => {
        const active = await store.create(exampleRequest([], { sourceId }));
        const { id } = await store.create(exampleRequest([], { sourceId }));
        const claim = (await store.claim(active.id, 'other', 1_000))!;
        await store.end(claim, 'done', null);
        return id;
      };
      const broken = await queue('broken');
      const well = await queue('receipts');
      const promote = store.promote.bind(store);
      jest.spyOn(store, 'promote').mockImplementation(async (id, plan) => {
        if (id === broken) {
          throw new Error('Its source cannot be read');
        }
        return promote(id, plan);
      });
      await tick();
      expect(await store.get(broken)).toMatchObject({ state: 'queued' });
      expect(await states(well)).toEqual({ queued: 'pending' });
    });

    it('writes nothing under a claim that is gone', async () => {
      const { store } = await createRunner();
      const { id } = await store.create(exampleRequest([exampleStep('a')]));
      const mine = (await store.claim(id, 'one', -1))!;
      const theirs = (await store.claim(id, 'two', 60_000))!;
      const [step] = await store.steps(id);
      expect(await store.changeStep(mine, step, { state: 'ready' })).toBe(
        false,
      );
      expect(await store.renew(mine, 60_000)).toBe(false);
      expect(await store.end(mine, 'failed', null)).toBe(false);
      expect(await store.changeStep(theirs, step, { state: 'ready' })).toBe(
        true,
      );
      // Changed since it was read.
      expect(await store.changeStep(theirs, step, { state: 'ready' })).toBe(
        false,
      );
      expect(step.plan.platform).toBe(PLATFORM);
    });
  });
});
