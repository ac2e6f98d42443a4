import assert from 'node:assert/strict';
import { exampleStep } from '../exampleRebuild';
import { FaultCase, FaultRow } from './FaultCase';

const STOP = 'codebuild:StopBuild';
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };
const chain = () => [exampleStep('a'), exampleStep('b', 'a')];

/** What becomes of builds that are not wanted any more, or by others as well. */
export const CANCEL_FAULTS: FaultRow[] = [
  {
    fault: 'a rebuild is cancelled',
    cases: [
      {
        how: 'a rebuild that is cancelled half way, twice',
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
        how: 'a rebuild that is cancelled before anybody knows that it began',
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
        how: 'a rebuild that is cancelled, and tried again',
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
        how: 'a rebuild of which some is built, some is being built, and some is not',
        environment: { concurrency: 2 },
        steps: [
          ...[...'ac'].map(name => exampleStep(name)),
          exampleStep('b', 'a'),
          exampleStep('d'),
          exampleStep('e', 'b'),
          exampleStep('f'),
        ],
        act: async (world, id) => {
          await world.finish(async () => world.seen().starts === 4);
          await world.store.requestCancel(id);
          await world.finish();
        },
        states: {
          a: 'done',
          b: 'cancelled',
          c: 'done',
          d: 'cancelled',
          e: 'cancelled',
          f: 'cancelled',
        },
        seen: { starts: 4, builds: 4, stops: 2, committed: ['a', 'c'] },
      },
      {
        how: 'a build that has succeeded just before it is stopped',
        act: async (world, id) => {
          await world.tick();
          world.wait(120_000);
          await world.store.requestCancel(id);
          await world.finish();
        },
        seen: { ...ONE_BUILD, stops: 1 },
      },
      ...[true, false].map((accepted): FaultCase => ({
        how: `the connection breaks ${accepted ? 'after' : 'before'} a build was stopped`,
        faults: [{ on: STOP, times: 4, effect: { kind: 'reset', accepted } }],
        act: async (world, id) => {
          await world.tick();
          await world.store.requestCancel(id);
          await world.finish();
        },
        states: { a: 'cancelled' },
        seen: { starts: 1, builds: 1, committed: [] },
      })),
    ],
  },
  {
    fault: 'two rebuilds need the same image',
    cases: [
      {
        how: 'two sources that need the same image at the same time',
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
        how: 'the rebuild that began an image ends, while another waits for it',
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
    ],
  },
  {
    fault: 'sources change during a build',
    cases: [
      {
        how: 'another context is stored before the build has read its own',
        act: async world => {
          await world.tick();
          const [bucket] = Object.values(world.simulator.state().buckets);
          const [versions] = Object.values(bucket.objects);
          versions.push({ ...versions[0], versionId: 'other', blob: 'none' });
          await world.finish();
        },
        seen: ONE_BUILD,
      },
    ],
  },
];
