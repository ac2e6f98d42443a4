import assert from 'node:assert/strict';
import { RequestEffect } from '@base-images/aws-simulator';
import { exampleStep } from '../exampleRebuild';
import { FaultCase } from './FaultCase';

const ONE_BUILD = { tokens: 1, builds: 1, committed: ['a'] };
const START = 'codebuild:StartBuild';

const error = (code: string, more: object = {}): RequestEffect => ({
  kind: 'error',
  code,
  ...more,
});

/** While builds are asked for. */
export const START_FAULTS: FaultCase[] = [
  {
    fault: 'two clicks, and two processes that see them at the same time',
    act: async (world, id) => {
      const again = { requestKey: 'task/step' };
      const [first, second] = await Promise.all([
        world.start([exampleStep('a')], again),
        world.start([exampleStep('a')], again),
      ]);
      assert.equal(first, second);
      assert.notEqual(first, id);
      await Promise.all([
        world.tick(),
        world.createRunner().tick(new AbortController().signal),
      ]);
      await world.finish();
    },
    seen: { starts: 1, ...ONE_BUILD },
  },
  ...[true, false].map((accepted): FaultCase => ({
    fault: `the connection breaks ${accepted ? 'after' : 'before'} a build began`,
    faults: [{ on: START, effect: { kind: 'reset', accepted } }],
    seen: { starts: 2, ...ONE_BUILD },
  })),
  ...[true, false].map((accepted): FaultCase => ({
    fault: `a server error ${accepted ? 'after' : 'before'} a build began`,
    faults: [
      {
        on: START,
        effect: error('InternalFailure', { status: 500, accepted }),
      },
    ],
    seen: { starts: 2, ...ONE_BUILD },
  })),
  {
    fault: 'the page of a proxy instead of an answer, after a build began',
    faults: [
      {
        on: START,
        effect: {
          kind: 'response',
          status: 502,
          contentType: 'text/html',
          body: '<html>Bad Gateway</html>',
          accepted: true,
        },
      },
    ],
    seen: { starts: 2, ...ONE_BUILD },
  },
  {
    fault: 'an answer that comes later than anybody waits',
    faults: [{ on: START, effect: { kind: 'delay', milliseconds: 2_500 } }],
    seen: { starts: 2, ...ONE_BUILD },
  },
  {
    fault: 'an answer without the id of the build',
    faults: [
      { on: START, effect: { kind: 'output', members: { build: null } } },
    ],
    seen: { starts: 2, ...ONE_BUILD },
  },
  {
    fault: 'the process ends between the answer and writing it',
    act: async world => {
      await world.endAt('changeBuild', (_claim, _build, change) =>
        JSON.stringify(change).includes('"running"'),
      );
      await world.finish();
    },
    seen: { starts: 2, ...ONE_BUILD },
  },
  {
    fault: 'the process ends between writing the build and writing its step',
    act: async world => {
      await world.endAt('changeStep', (_claim, _step, change) =>
        JSON.stringify(change).includes('"running"'),
      );
      // Long after the token has ended.
      world.wait(3_600_000);
      await world.finish();
    },
    seen: { starts: 1, ...ONE_BUILD },
  },
  {
    fault: 'the answer is lost, and the token has ended meanwhile',
    faults: [{ on: START, effect: { kind: 'reset', accepted: true } }],
    act: async world => {
      await world.tick();
      world.wait(5 * 60_000);
      await world.finish();
    },
    seen: { starts: 1, ...ONE_BUILD },
  },
  {
    fault: 'nobody knows whether it began, and it did not',
    faults: [{ on: START, effect: { kind: 'reset' } }],
    act: async world => {
      await world.tick();
      world.wait(5 * 60_000);
      await world.tick();
      assert.equal(world.seen().starts, 1);
      await world.finish();
    },
    seen: { starts: 2, tokens: 2, builds: 1, committed: ['a'] },
  },
  {
    fault: 'listings of builds fail while a lost one is looked for',
    faults: [
      { on: START, effect: { kind: 'reset', accepted: true } },
      {
        on: 'codebuild:ListBuildsForProject',
        times: 9,
        effect: error('InternalFailure', { status: 500 }),
      },
    ],
    act: async world => {
      await world.tick();
      world.wait(20 * 60_000);
      await world.finish();
    },
    seen: { starts: 1, ...ONE_BUILD },
  },
  {
    fault: 'a token that was used with other parameters',
    faults: [
      {
        on: START,
        effect: error('InvalidInputException', {
          message: 'The idempotency token was used with other parameters',
        }),
      },
    ],
    states: { a: 'failed' },
    message: 'idempotency token',
    seen: { starts: 1, builds: 0, committed: [] },
  },
  {
    fault: 'throttling',
    faults: [{ on: START, times: 5, effect: error('ThrottlingException') }],
    seen: { starts: 6, ...ONE_BUILD },
  },
  {
    fault: 'throttling, after a request that was accepted without an answer',
    faults: [
      { on: START, effect: { kind: 'reset', accepted: true } },
      { on: START, times: 30, effect: error('ThrottlingException') },
    ],
    seen: ONE_BUILD,
  },
  {
    fault: 'as many builds as the project may have',
    concurrentBuildLimit: 1,
    steps: ['a', 'b', 'c'].map(name => exampleStep(name)),
    act: async world => {
      await world.finish();
      assert.equal(world.simulator.requests.list('s3:PutObject').length, 3);
    },
    seen: { tokens: 3, builds: 3, committed: ['a', 'b', 'c'] },
  },
  {
    fault: 'missing rights for one of several images',
    steps: [exampleStep('a'), exampleStep('b'), exampleStep('c', 'b')],
    faults: [
      {
        on: START,
        times: Infinity,
        match: input => JSON.stringify(input).includes('receipts/base/b'),
        effect: error('AccessDeniedException', {
          message:
            'User: arn:aws:iam::123456789012:user/backstage is not authorized to perform: codebuild:StartBuild',
        }),
      },
    ],
    states: { a: 'done', b: 'failed', c: 'blocked' },
    message: /not authorized to perform: codebuild:StartBuild.*rights/,
    // Once for each: missing rights do not come by asking again.
    seen: { starts: 2, builds: 1, committed: ['a'] },
  },
  {
    fault: 'a project that is not there',
    environment: { projects: new Map([['linux/arm64', 'none']]) },
    states: { a: 'failed' },
    message: 'none',
    seen: { starts: 1, builds: 0, committed: [] },
  },
  {
    fault: 'credentials that end while it goes on',
    faults: [
      { on: START, times: 2, effect: error('ExpiredTokenException') },
      {
        on: 'codebuild:BatchGetBuilds',
        times: 2,
        effect: error('ExpiredTokenException'),
      },
      {
        on: 'ecr:BatchGetImage',
        times: 2,
        effect: error('ExpiredTokenException'),
      },
      {
        on: 'ecr:PutImage',
        times: 2,
        effect: error('ExpiredTokenException'),
      },
    ],
    seen: { starts: 3, ...ONE_BUILD },
  },
  {
    fault: 'a clock that is wrong',
    faults: [{ on: START, times: 2, effect: error('RequestTimeTooSkewed') }],
    seen: { starts: 3, ...ONE_BUILD },
  },
  {
    fault: 'contexts that cannot be stored for a while',
    faults: [
      {
        on: 's3:PutObject',
        times: 7,
        effect: error('SlowDown', { status: 503 }),
      },
    ],
    seen: { starts: 1, ...ONE_BUILD },
  },
  {
    fault: 'as many builds within a day as may be',
    environment: { buildsPerDay: 2 },
    steps: ['a', 'b', 'c'].map(name => exampleStep(name)),
    act: async (world, id) => {
      await world.finish(async () => world.seen().committed.length === 2);
      for (let look = 0; look < 5; look++) {
        world.wait(3_600_000);
        await world.tick();
      }
      const [, , waiting] = await world.store.steps(id);
      assert.match(`${waiting.message}`, /buildsPerDay/);
      // Nothing is stored for a build that may not begin.
      assert.equal(world.simulator.requests.list('s3:PutObject').length, 2);
    },
    states: { a: 'done', b: 'done', c: 'ready' },
    seen: { starts: 2, builds: 2, committed: ['a', 'b'] },
  },
];
