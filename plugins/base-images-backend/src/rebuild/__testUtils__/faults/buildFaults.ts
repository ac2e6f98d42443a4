import assert from 'node:assert/strict';
import { BuildEffect, RequestEffect } from '@base-images/aws-simulator';
import { exampleStep } from '../exampleRebuild';
import { FaultCase } from './FaultCase';

const STATUS = 'codebuild:BatchGetBuilds';
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };
const throttled: RequestEffect = { kind: 'error', code: 'ThrottlingException' };
const chain = () => [exampleStep('a'), exampleStep('b', 'a')];

/** Of all builds of an image. */
const of = (name: string, effect: BuildEffect, times = 1) => ({
  on: 'build' as const,
  times,
  match: (build: { environment: Record<string, string> }) =>
    build.environment.BASE_IMAGES_REPOSITORY.endsWith(`/${name}`),
  effect,
});

/** While builds go on. */
export const BUILD_FAULTS: FaultCase[] = [
  {
    fault: 'status that is throttled',
    faults: [{ on: STATUS, times: 12, effect: throttled }],
    seen: ONE_BUILD,
  },
  {
    fault: 'a build that waits in the queue for too long',
    steps: chain(),
    faults: [of('a', { kind: 'stuck', phase: 'QUEUED' })],
    states: { a: 'failed', b: 'blocked' },
    message: 'waited too long in the queue',
    seen: { starts: 1, builds: 1, committed: [] },
  },
  {
    fault: 'a build that never ends, whatever its time-outs',
    steps: chain(),
    faults: [of('a', { kind: 'stuck', phase: 'BUILD', forever: true })],
    states: { a: 'failed', b: 'blocked' },
    message: 'ran out of time, and was stopped',
    seen: { starts: 1, builds: 1, stops: 1, committed: [] },
  },
  {
    fault: 'a build that never ends, and cannot be stopped either',
    faults: [
      of('a', { kind: 'stuck', phase: 'BUILD', forever: true }),
      {
        on: 'codebuild:StopBuild',
        times: Infinity,
        effect: { kind: 'error', code: 'InvalidInputException' },
      },
    ],
    states: { a: 'lost' },
    message: 'did not stop',
    seen: { starts: 1, builds: 1, committed: [] },
  },
  {
    fault: 'one of several builds that fails, and a second try',
    steps: [...chain(), exampleStep('c'), exampleStep('d', 'c')],
    faults: [of('a', { kind: 'end', status: 'FAILED', message: 'pip failed' })],
    act: async (world, id) => {
      await world.finish();
      assert.deepEqual(await world.states(id), {
        a: 'failed',
        b: 'blocked',
        c: 'done',
        d: 'done',
      });
      assert.equal(world.seen().starts, 3);
      await world.store.retry(id);
      await world.finish();
    },
    seen: {
      starts: 5,
      tokens: 5,
      builds: 5,
      committed: ['a', 'b', 'c', 'd'],
    },
  },
  {
    fault: 'an image that fails each time',
    faults: [of('a', { kind: 'end', status: 'FAILED' }, Infinity)],
    act: async world => {
      await world.finish();
      for (let round = 0; round < 4; round++) {
        await world.start([exampleStep('a')]);
        await world.finish();
      }
    },
    states: { a: 'failed' },
    seen: { starts: 3, builds: 3, committed: [] },
  },
  {
    fault: 'faults of the build service, again and again',
    faults: [of('a', { kind: 'end', status: 'FAULT' }, Infinity)],
    states: { a: 'failed' },
    seen: { starts: 4, tokens: 4, builds: 4, committed: [] },
  },
  {
    fault: 'one fault of the build service',
    faults: [of('a', { kind: 'end', status: 'FAULT' })],
    seen: { starts: 2, tokens: 2, builds: 2, committed: ['a'] },
  },
  {
    fault: 'the process ends while a build goes on, and another takes over',
    act: async world => {
      await world.tick();
      await world.runner.stop();
      world.wait(600_000);
      world.runner = world.createRunner();
      await world.finish();
    },
    seen: ONE_BUILD,
  },
  {
    fault: 'a build that nobody knows any more',
    faults: [of('a', { kind: 'forgotten' })],
    act: async (world, id) => {
      await world.finish();
      assert.deepEqual(await world.states(id), { a: 'lost' });
      assert.equal(world.seen().starts, 1);
      await world.store.retry(id);
      await world.finish();
    },
    seen: { starts: 2, tokens: 2, committed: ['a'] },
  },
  {
    fault: 'a build that is not found for a moment',
    faults: [
      {
        on: STATUS,
        times: 3,
        effect: { kind: 'output', members: { builds: [], buildsNotFound: [] } },
      },
    ],
    seen: ONE_BUILD,
  },
  {
    fault: 'a status that changes after the build succeeded',
    faults: [{ on: 'ecr:BatchGetImage', times: 6, effect: throttled }],
    act: async (world, id) => {
      await world.finish(
        async () => (await world.states(id)).a === 'verifying',
      );
      for (const build of Object.values(world.resources().builds)) {
        build.status = 'STOPPED';
      }
      await world.finish();
    },
    seen: ONE_BUILD,
  },
  {
    fault: 'somebody stops a build in the console',
    act: async world => {
      await world.tick();
      world.wait(10_000);
      const [buildId] = Object.keys(world.resources().builds);
      const { environment } = world;
      await world.services.builds.stopBuild({ environment, buildId });
      await world.finish();
    },
    states: { a: 'cancelled' },
    message: 'stopped outside of this rebuild',
    seen: { starts: 1, builds: 1, committed: [] },
  },
  {
    fault: 'a rebuild that is cancelled half way, twice',
    steps: [...chain(), exampleStep('c')],
    act: async (world, id) => {
      await world.tick();
      await Promise.all([
        world.store.requestCancel(id),
        world.store.requestCancel(id),
      ]);
      await world.finish();
      assert.equal(await world.store.requestCancel(id), false);
    },
    states: { a: 'cancelled', b: 'cancelled', c: 'cancelled' },
    seen: { starts: 2, builds: 2, stops: 2, committed: [] },
  },
  {
    fault: 'a rebuild that is cancelled before anybody knows that it began',
    faults: [
      {
        on: 'codebuild:StartBuild',
        effect: { kind: 'reset', accepted: true },
      },
    ],
    act: async (world, id) => {
      await world.tick();
      await world.store.requestCancel(id);
      await world.finish();
    },
    states: { a: 'cancelled' },
    seen: { tokens: 1, builds: 1, stops: 1, committed: [] },
  },
  {
    fault: 'a rebuild that is cancelled, and tried again',
    act: async (world, id) => {
      await world.tick();
      await world.store.requestCancel(id);
      await world.finish();
      assert.deepEqual(await world.states(id), { a: 'cancelled' });
      await world.store.retry(id);
      await world.finish();
    },
    seen: { starts: 2, tokens: 2, builds: 2, stops: 1, committed: ['a'] },
  },
  {
    fault: 'another context is stored before the build has read its own',
    act: async world => {
      await world.tick();
      const [bucket] = Object.values(world.simulator.state().buckets);
      const [versions] = Object.values(bucket.objects);
      versions.push({ ...versions[0], versionId: 'other', blob: 'none' });
      await world.finish();
    },
    seen: ONE_BUILD,
  },
  {
    fault: 'two sources that need the same image at the same time',
    act: async world => {
      const other = { ...world.environment, sourceId: 'other' };
      world.runner = world.createRunner(world.createStore(), [
        world.environment,
        other,
      ]);
      await world.start([exampleStep('a')], { sourceId: 'other' });
      await world.finish();
    },
    seen: ONE_BUILD,
  },
  {
    fault: 'the rebuild that began an image ends, while another waits for it',
    act: async (world, id) => {
      const other = { ...world.environment, sourceId: 'other' };
      world.runner = world.createRunner(world.createStore(), [
        world.environment,
        other,
      ]);
      await world.tick();
      const second = await world.start([exampleStep('a')], {
        sourceId: 'other',
      });
      await world.tick();
      await world.store.requestCancel(id);
      await world.finish();
      assert.deepEqual(await world.states(second), { a: 'done' });
    },
    states: { a: 'cancelled' },
    seen: { ...ONE_BUILD, stops: 0 },
  },
];
