import assert from 'node:assert/strict';
import { RequestEffect } from '@base-images/aws-simulator';
import { ENVIRONMENT, exampleStep } from '../exampleRebuild';
import { CredentialProvider } from '../simulatedAws';
import { FaultCase, FaultRow } from './FaultCase';
import { World } from './World';

const { account } = ENVIRONMENT;
const ONE_BUILD = { tokens: 1, builds: 1, committed: ['a'] };
const NOTHING = { starts: 0, builds: 0, committed: [] };
const START = 'codebuild:StartBuild';
const HOUR_MS = 3_600_000;

const error = (code: string, more: object = {}): RequestEffect => ({
  kind: 'error',
  code,
  ...more,
});

/** Missing rights for one operation, whatever it is asked for. */
const denied = (
  on: string,
  seen: FaultCase['seen'],
  more: Partial<FaultCase> = {},
): FaultCase => ({
  how: `missing rights for ${on}`,
  faults: [
    {
      on,
      times: Infinity,
      effect: error('AccessDeniedException', {
        message: `User: arn:aws:iam::${account}:user/backstage is not authorized to perform: ${on}`,
      }),
    },
  ],
  states: { a: 'failed' },
  message: new RegExp(`not authorized to perform: ${on}.*rights`),
  seen,
  ...more,
});

/** Credentials that end after an hour, whatever they say themselves, until they are asked for anew. */
const sessions =
  (world: World): CredentialProvider =>
  async () => {
    const { expiration: _expiration, ...credentials } =
      world.simulator.temporaryCredentials(account, HOUR_MS);
    return credentials;
  };

/** What AWS has to say about who asks. */
export const ACCOUNT_FAULTS: FaultRow[] = [
  {
    fault: 'missing rights',
    cases: [
      {
        how: 'missing rights for one of several images',
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
      denied('ecr:DescribeImages', NOTHING),
      denied('ecr:CreateRepository', NOTHING),
      denied('s3:PutObject', NOTHING),
      denied('ecr:BatchGetImage', { starts: 1, builds: 1, committed: [] }),
      denied('ecr:PutImage', { starts: 1, builds: 1, committed: [] }),
      denied(
        START,
        { starts: 4, builds: 0, committed: [] },
        {
          how: 'missing rights do not count as failures of an image',
          act: async world => {
            await world.finish();
            for (let round = 0; round < 3; round++) {
              await world.start([exampleStep('a')]);
              await world.finish();
            }
          },
        },
      ),
    ],
  },
  {
    fault: 'credentials that end, a clock that is wrong',
    cases: [
      {
        how: 'a session that ends while a build goes on',
        credentials: sessions,
        act: async world => {
          await world.tick();
          world.wait(HOUR_MS);
          await world.finish();
          const keys = world.simulator.requests
            .list()
            .map(({ accessKeyId }) => accessKeyId);
          // Each client has a session of its own; after the hour there are others.
          assert.notEqual(keys[0], keys.at(-1));
          assert.ok(
            world.simulator.requests
              .list()
              .some(item => item.error?.code === 'ExpiredTokenException'),
          );
        },
        seen: { starts: 1, ...ONE_BUILD },
      },
      {
        how: 'every request is refused with credentials that have ended, twice',
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
      ...[HOUR_MS, -HOUR_MS].map((milliseconds): FaultCase => ({
        how: `a clock that is an hour ${milliseconds < 0 ? 'fast' : 'slow'}`,
        faults: [
          {
            on: '*',
            times: Infinity,
            effect: { kind: 'clockSkew', milliseconds },
          },
        ],
        // The first one is refused, and tells the time.
        seen: { starts: 2, ...ONE_BUILD },
      })),
      {
        how: 'a server error that is the first to tell the time, after a build began, and throttling for long',
        faults: [
          {
            on: START,
            effect: {
              kind: 'response',
              status: 500,
              contentType: 'application/x-amz-json-1.1',
              body: '{"__type":"InternalFailure","message":"Try again"}',
              date: Date.now() + HOUR_MS,
              accepted: true,
            },
          },
          { on: START, times: 30, effect: error('ThrottlingException') },
        ],
        seen: ONE_BUILD,
      },
    ],
  },
];
