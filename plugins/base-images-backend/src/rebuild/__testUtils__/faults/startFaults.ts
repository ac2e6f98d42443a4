import assert from 'node:assert/strict';
import { RequestEffect } from '@base-images/aws-simulator';
import { exampleStep } from '../exampleRebuild';
import { FaultCase, FaultRow } from './FaultCase';

const ONE_BUILD = { tokens: 1, builds: 1, committed: ['a'] };
const START = 'codebuild:StartBuild';

const error = (code: string, more: object = {}): RequestEffect => ({
  kind: 'error',
  code,
  ...more,
});

/** While builds are asked for. */
export const START_FAULTS: FaultRow[] = [
  {
    fault: 'a second click, or two processes that see a rebuild at once',
    cases: [
      {
        how: 'two clicks, and two processes that see them at the same time',
        act: async (world, id) => {
          const again = { requestKey: 'task/step' };
          const [first, second] = await Promise.all([
            world.start([exampleStep('a')], again),
            world.start([exampleStep('a')], again),
          ]);
          assert.equal(first, second);
          assert.notEqual(first, id);
          await Promise.all([world.tick(), world.createRunner().tick()]);
          await world.finish();
        },
        seen: { starts: 1, ...ONE_BUILD },
      },
    ],
  },
  {
    fault:
      'the connection breaks, a server error, the page of a proxy, an answer that is too late or has no id',
    cases: [
      ...[true, false].map((accepted): FaultCase => ({
        how: `the connection breaks ${accepted ? 'after' : 'before'} a build began`,
        faults: [{ on: START, effect: { kind: 'reset', accepted } }],
        seen: { starts: 2, ...ONE_BUILD },
      })),
      ...[true, false].map((accepted): FaultCase => ({
        how: `a server error ${accepted ? 'after' : 'before'} a build began`,
        faults: [
          {
            on: START,
            effect: error('InternalFailure', { status: 500, accepted }),
          },
        ],
        seen: { starts: 2, ...ONE_BUILD },
      })),
      {
        how: 'the page of a proxy instead of an answer, after a build began',
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
        how: 'an answer that comes later than anybody waits',
        faults: [{ on: START, effect: { kind: 'delay', milliseconds: 2_500 } }],
        seen: { starts: 2, ...ONE_BUILD },
      },
      {
        how: 'an answer without the id of the build',
        faults: [
          { on: START, effect: { kind: 'output', members: { build: null } } },
        ],
        seen: { starts: 2, ...ONE_BUILD },
      },
      {
        how: 'the answer is lost, and the token has ended meanwhile',
        faults: [{ on: START, effect: { kind: 'reset', accepted: true } }],
        act: async world => {
          await world.tick();
          world.wait(5 * 60_000);
          await world.finish();
        },
        seen: { starts: 1, ...ONE_BUILD },
      },
      {
        how: 'nobody knows whether it began, and it did not',
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
        how: 'listings of builds fail while a lost one is looked for',
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
    ],
  },
  {
    fault:
      'the process ends before it sent, before the answer, or before it wrote the answer',
    cases: [
      {
        how: 'the process ends between writing the intent and sending it',
        act: async world => {
          await world.endAt('changeBuild', (_claim, _build, change) =>
            JSON.stringify(change).includes('"firstSentAt"'),
          );
          assert.equal(world.seen().starts, 0);
          await world.finish();
        },
        seen: { starts: 1, ...ONE_BUILD },
      },
      {
        how: 'the process ends between the answer and writing it',
        act: async world => {
          await world.endAt('changeBuild', (_claim, _build, change) =>
            JSON.stringify(change).includes('"running"'),
          );
          await world.finish();
        },
        seen: { starts: 2, ...ONE_BUILD },
      },
      {
        how: 'the process ends between writing the build and writing its step',
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
    ],
  },
  {
    fault: 'a token that was used with other parameters',
    cases: [
      {
        how: 'a token that was used with other parameters',
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
        how: 'settings that change before an answer came',
        faults: [{ on: START, effect: { kind: 'reset', accepted: true } }],
        act: async world => {
          await world.tick();
          await world.runner.stop();
          world.runner = world.createRunner(world.createStore(), [
            { ...world.environment, timeoutMinutes: 30 },
          ]);
          await world.finish();
          // The same token for something else is refused, as often as it is sent; what began is found.
          const [, ...later] = world.requests(START);
          assert.ok(later.length > 0);
          for (const { error: refusal } of later) {
            assert.equal(refusal?.code, 'InvalidInputException');
          }
        },
        seen: ONE_BUILD,
      },
    ],
  },
  {
    fault: 'throttling, the limit of builds of the account or the project',
    cases: [
      {
        how: 'throttling',
        faults: [{ on: START, times: 5, effect: error('ThrottlingException') }],
        seen: { starts: 6, ...ONE_BUILD },
      },
      {
        how: 'a project that cannot be looked at for a while',
        faults: [
          {
            on: 'codebuild:BatchGetProjects',
            times: 8,
            effect: { kind: 'reset' },
          },
        ],
        seen: { starts: 1, ...ONE_BUILD },
      },
      {
        how: 'throttling, after a request that was accepted without an answer',
        faults: [
          { on: START, effect: { kind: 'reset', accepted: true } },
          { on: START, times: 30, effect: error('ThrottlingException') },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'as many builds as the queue of the account takes',
        account: { concurrentBuilds: 1 },
        environment: { concurrency: 10 },
        steps: [...'abcdefgh'].map(name => exampleStep(name)),
        act: async world => {
          await world.tick();
          assert.equal(
            world.requests(START).at(-1)?.error?.code,
            'AccountLimitExceededException',
          );
          await world.finish();
        },
        seen: { tokens: 8, builds: 8, committed: [...'abcdefgh'] },
      },
      {
        how: 'as many builds as the project may have',
        project: { concurrentBuildLimit: 1 },
        steps: ['a', 'b', 'c'].map(name => exampleStep(name)),
        act: async world => {
          await world.finish();
          assert.equal(world.simulator.requests.list('s3:PutObject').length, 3);
        },
        seen: { tokens: 3, builds: 3, committed: ['a', 'b', 'c'] },
      },
    ],
  },
];
