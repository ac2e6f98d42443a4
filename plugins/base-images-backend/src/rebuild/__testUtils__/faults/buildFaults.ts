import assert from 'node:assert/strict';
import { BuildEffect, RequestEffect } from '@base-images/aws-simulator';
import { exampleMonorepo } from '../../../__testUtils__/exampleMonorepo';
import { exampleStep } from '../exampleRebuild';
import { FaultRow } from './FaultCase';

const STATUS = 'codebuild:BatchGetBuilds';
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };
const throttled: RequestEffect = { kind: 'error', code: 'ThrottlingException' };
/** More than BatchGetBuilds takes. */
const MANY = Array.from({ length: 101 }, (_, index) => `a${index}`);
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
export const BUILD_FAULTS: FaultRow[] = [
  {
    fault: 'status cannot be read',
    cases: [
      {
        how: 'status that is throttled',
        faults: [{ on: STATUS, times: 6, effect: throttled }],
        seen: ONE_BUILD,
      },
      {
        how: 'status that comes as the page of a proxy, not at all, or too late',
        requestTimeoutMs: 250,
        faults: [
          { on: STATUS, times: 4, effect: { kind: 'response', status: 502 } },
          { on: STATUS, times: 4, effect: { kind: 'reset' } },
          {
            on: STATUS,
            times: 4,
            effect: { kind: 'delay', milliseconds: 600 },
          },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'missing rights to read it, for a while',
        faults: [
          {
            on: STATUS,
            times: 5,
            effect: { kind: 'error', code: 'AccessDeniedException' },
          },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'more builds than one request asks for',
        environment: { concurrency: 150, buildsPerDay: 150 },
        account: { concurrentBuilds: 150 },
        steps: MANY.map(name => exampleStep(name)),
        act: async world => {
          await world.tick();
          world.wait(20_000);
          await world.tick();
          const sizes = world
            .requests(STATUS)
            .map(({ input }) => [input.ids].flat().length);
          assert.deepEqual(sizes, [100, MANY.length - 100]);
        },
        states: Object.fromEntries(MANY.map(name => [name, 'running'])),
        seen: { starts: MANY.length, builds: MANY.length },
      },
      {
        how: 'a build that is not found for a moment',
        faults: [
          {
            on: STATUS,
            times: 3,
            effect: {
              kind: 'output',
              members: { builds: [], buildsNotFound: [] },
            },
          },
        ],
        seen: ONE_BUILD,
      },
    ],
  },
  {
    fault: 'a build waits in the queue or runs for too long',
    cases: [
      {
        how: 'a build that waits in the queue for too long',
        steps: chain(),
        faults: [of('a', { kind: 'stuck', phase: 'QUEUED' })],
        states: { a: 'failed', b: 'blocked' },
        message: 'waited too long in the queue',
        seen: { starts: 1, builds: 1, committed: [] },
      },
      {
        how: 'a build that runs for too long',
        steps: chain(),
        faults: [of('a', { kind: 'stuck', phase: 'BUILD' })],
        act: async world => {
          await world.finish();
          const [{ input }] = world.requests('codebuild:StartBuild');
          assert.equal(input.timeoutInMinutesOverride, 5);
          assert.equal(input.queuedTimeoutInMinutesOverride, 5);
        },
        states: { a: 'failed', b: 'blocked' },
        message: 'took longer than it may',
        seen: { starts: 1, builds: 1, stops: 0, committed: [] },
      },
    ],
  },
  {
    fault: 'a build goes on ten minutes after its time-outs',
    cases: [
      {
        how: 'a build that never ends, whatever its time-outs',
        steps: chain(),
        faults: [of('a', { kind: 'stuck', phase: 'BUILD', forever: true })],
        states: { a: 'failed', b: 'blocked' },
        message: 'ran out of time, and was stopped',
        seen: { starts: 1, builds: 1, stops: 1, committed: [] },
      },
      {
        how: 'a build that never ends, and cannot be stopped either',
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
    ],
  },
  {
    fault: 'one of several builds fails',
    cases: [
      {
        how: 'one of several builds that fails, and a second try',
        steps: [...chain(), exampleStep('c'), exampleStep('d', 'c')],
        faults: [
          of('a', { kind: 'end', status: 'FAILED', message: 'pip failed' }),
        ],
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
    ],
  },
  {
    fault: 'CodeBuild itself fails (`FAULT`)',
    cases: [
      {
        how: 'faults of the build service, again and again',
        faults: [of('a', { kind: 'end', status: 'FAULT' }, Infinity)],
        states: { a: 'failed' },
        seen: { starts: 4, tokens: 4, builds: 4, committed: [] },
      },
      {
        how: 'one fault of the build service',
        faults: [of('a', { kind: 'end', status: 'FAULT' })],
        seen: { starts: 2, tokens: 2, builds: 2, committed: ['a'] },
      },
    ],
  },
  {
    fault: 'the same sources fail three times',
    cases: [
      {
        how: 'an image that fails each time',
        faults: [of('a', { kind: 'end', status: 'FAILED' }, Infinity)],
        act: async (world, id) => {
          await world.finish();
          for (let round = 0; round < 4; round++) {
            await world.start([exampleStep('a')]);
            await world.finish();
          }
          assert.equal(world.seen().starts, 3);
          // Other sources may be better, and whoever tries it by hand knows why.
          await world.start([exampleStep('a', undefined, 'changed')]);
          await world.finish();
          assert.equal(world.seen().starts, 4);
          await world.portal.scan({ ...exampleMonorepo, treeHash: 'tree' });
          await world.portal.rebuilds.retry(id);
          await world.finish();
        },
        states: { a: 'failed' },
        seen: { starts: 5, builds: 5, committed: [] },
      },
    ],
  },
  {
    fault: 'a build that nobody knows any more',
    cases: [
      {
        how: 'a build that nobody knows any more',
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
        how: 'the process ends while a build goes on, and another takes over',
        act: async world => {
          await world.tick();
          await world.runner.stop();
          world.wait(600_000);
          world.runner = world.createRunner();
          await world.finish();
        },
        seen: ONE_BUILD,
      },
    ],
  },
  {
    fault: 'a status that changes after the end',
    cases: [
      {
        how: 'a status that changes after the build succeeded',
        faults: [{ on: 'ecr:BatchGetImage', times: 6, effect: throttled }],
        act: async (world, id) => {
          await world.finish(
            async () => (await world.states(id)).a === 'verifying',
          );
          for (const build of Object.values(world.resources().builds)) {
            build.status = 'STOPPED';
          }
          const looks = world.requests(STATUS).length;
          await world.finish();
          assert.equal(world.requests(STATUS).length, looks);
        },
        seen: ONE_BUILD,
      },
      {
        how: 'answers that are older than those before them',
        act: async (world, id) => {
          await world.tick();
          await world.tick();
          const [{ output }] = world.requests(STATUS);
          world.wait(40_000);
          await world.tick();
          world.simulator.faults.add({
            on: STATUS,
            times: 3,
            effect: { kind: 'output', members: { ...Object(output) } },
          });
          world.wait(60_000);
          for (let look = 0; look < 3; look++) {
            await world.tick();
            assert.deepEqual(await world.states(id), { a: 'running' });
          }
          await world.finish();
        },
        seen: ONE_BUILD,
      },
    ],
  },
  {
    fault: 'somebody stops a build in the console',
    cases: [
      {
        how: 'somebody stops a build in the console',
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
    ],
  },
];
