import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Fault, RequestEffect } from '@base-images/aws-simulator';
import { PLATFORM } from '../exampleRebuild';
import { FaultCase, FaultRow } from './FaultCase';
import { World } from './World';

const NAME = 'receipts-report';
const REPOSITORY = 'receipts/base/a';
const UPDATE = 'lambda:UpdateFunctionCode';
const GET = 'lambda:GetFunction';
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };

const error = (
  code: string,
  status: number,
  more: object = {},
): RequestEffect => ({ kind: 'error', code, status, ...more });

/** A function that runs an image of before, and is to run the one that is built. */
const deploying = (
  item: Omit<FaultCase, 'deployTo' | 'environment' | 'account'> & {
    aliases?: string[];
  },
): FaultCase => ({
  deployTo: [NAME],
  environment: { functions: ['receipts-*'], deploy: ['receipts-*'] },
  account: {
    repositories: [
      {
        name: REPOSITORY,
        images: [
          { tags: ['before'], platform: PLATFORM },
          { tags: ['other'], platform: PLATFORM },
        ],
      },
    ],
    functions: [
      {
        name: NAME,
        image: `${REPOSITORY}:before`,
        platform: PLATFORM,
        aliases: item.aliases,
      },
    ],
  },
  ...item,
});

function functionOf(world: World) {
  return world.resources().functions[NAME];
}

/** Somebody else lets the function run another image. */
function deployOther(world: World, tag = 'other'): void {
  const { tags, description } = world.resources().repositories[REPOSITORY];
  const found = functionOf(world);
  found.resolvedImageUri = `${description.repositoryUri}@${tags[tag]}`;
  found.configuration.RevisionId = randomUUID();
}

/** Does something just before a request, which goes on as always. */
const before = (on: string, act: () => void): Fault => {
  let isDone = false;
  return {
    on,
    match: () => {
      if (!isDone) {
        isDone = true;
        act();
      }
      return false;
    },
    effect: { kind: 'reset' },
  };
};

const FAILED = { deploys: { [NAME]: 'failed' } };
/** The images are done all the same. */
const LEFT_ALONE = { ...ONE_BUILD, updates: 0, deployed: [] };

/** What goes wrong while functions are told to run new images. */
export const FUNCTION_FAULTS: FaultRow[] = [
  {
    fault:
      'a function runs something else than when the plan was made, or has aliases',
    cases: [
      deploying({
        how: 'somebody deploys another image while ours is built',
        act: async world => {
          await world.tick();
          deployOther(world);
          await world.finish();
        },
        ...FAILED,
        message: /receipts-report runs sha256:\w+ by now, instead of sha256:/,
        seen: LEFT_ALONE,
      }),
      deploying({
        how: 'somebody deploys another image at the same moment',
        act: async world => {
          world.simulator.faults.add(before(UPDATE, () => deployOther(world)));
          await world.finish();
          const [update] = world.requests(UPDATE);
          assert.equal(update.error?.code, 'PreconditionFailedException');
        },
        ...FAILED,
        message: 'by now, instead of',
        seen: { ...ONE_BUILD, updates: 1, deployed: [] },
      }),
      deploying({
        how: 'a function with aliases',
        aliases: ['live'],
        ...FAILED,
        message: 'has aliases',
        seen: LEFT_ALONE,
      }),
      deploying({
        how: 'a function that is not there any more',
        act: async world => {
          await world.tick();
          delete world.resources().functions[NAME];
          await world.finish();
        },
        ...FAILED,
        message: 'Function not found',
        seen: LEFT_ALONE,
      }),
      deploying({
        how: 'the image was not built',
        faults: [{ on: 'build', effect: { kind: 'end', status: 'FAILED' } }],
        states: { a: 'failed' },
        ...FAILED,
        message: 'receipts-report: Its image was not built',
        seen: { starts: 1, builds: 1, committed: [], updates: 0, deployed: [] },
      }),
      deploying({
        how: 'missing rights for it',
        faults: [
          {
            on: UPDATE,
            times: Infinity,
            effect: error('AccessDeniedException', 403, {
              message: `User is not authorized to perform: ${UPDATE}`,
            }),
          },
        ],
        ...FAILED,
        message: /not authorized to perform: lambda:UpdateFunctionCode.*rights/,
        seen: { ...ONE_BUILD, updates: 1, deployed: [] },
      }),
    ],
  },
  {
    fault: 'a function is being changed',
    cases: [
      deploying({
        how: 'nothing goes wrong, and the update takes its time',
        seen: { ...ONE_BUILD, updates: 1, deployed: [NAME] },
      }),
      deploying({
        how: 'somebody changes it when its turn comes',
        act: async world => {
          await world.finish(async () => world.seen().committed.length === 1);
          functionOf(world).configuration.LastUpdateStatus = 'InProgress';
          for (let look = 0; look < 5; look++) {
            world.wait(20_000);
            await world.tick();
          }
          assert.equal(world.seen().updates, 0);
          functionOf(world).configuration.LastUpdateStatus = 'Successful';
          await world.finish();
        },
        faults: [
          // Keeps it from being deployed before the test has looked.
          { on: GET, times: 3, effect: error('ServiceException', 500) },
        ],
        seen: { ...ONE_BUILD, updates: 1, deployed: [NAME] },
      }),
      deploying({
        how: 'a change of somebody else that is in progress',
        faults: [
          {
            on: UPDATE,
            times: 4,
            effect: error('ResourceConflictException', 409),
          },
        ],
        seen: { ...ONE_BUILD, updates: 5, deployed: [NAME] },
      }),
      deploying({
        how: 'its revision changes by itself',
        act: async world => {
          world.simulator.faults.add(
            before(UPDATE, () => {
              functionOf(world).configuration.RevisionId = randomUUID();
            }),
          );
          await world.finish();
        },
        seen: { ...ONE_BUILD, updates: 2, deployed: [NAME] },
      }),
      deploying({
        how: 'somebody deploys the very image at the same moment',
        act: async world => {
          world.simulator.faults.add(
            before(UPDATE, () => {
              const { tags } = world.resources().repositories[REPOSITORY];
              const tag = Object.keys(tags).find(item =>
                item.startsWith('src-'),
              );
              deployOther(world, tag);
            }),
          );
          await world.finish();
        },
        seen: { ...ONE_BUILD, updates: 1, deployed: [NAME] },
      }),
      ...[true, false].map(accepted =>
        deploying({
          how: `the connection breaks ${accepted ? 'after' : 'before'} it was changed`,
          faults: [
            { on: UPDATE, times: 1, effect: { kind: 'reset', accepted } },
          ],
          seen: { ...ONE_BUILD, updates: 2, deployed: [NAME] },
        }),
      ),
      deploying({
        how: 'the page of a proxy, after it was changed',
        faults: [
          {
            on: UPDATE,
            times: 1,
            effect: { kind: 'response', status: 502, accepted: true },
          },
        ],
        seen: { ...ONE_BUILD, updates: 2, deployed: [NAME] },
      }),
      deploying({
        how: 'throttling',
        faults: [
          { on: GET, times: 4, effect: error('TooManyRequestsException', 429) },
          {
            on: UPDATE,
            times: 4,
            effect: error('TooManyRequestsException', 429),
          },
        ],
        seen: { ...ONE_BUILD, updates: 5, deployed: [NAME] },
      }),
      deploying({
        how: 'throttling, of a function whose last update failed long ago',
        act: async world => {
          Object.assign(functionOf(world).configuration, {
            LastUpdateStatus: 'Failed',
            LastUpdateStatusReason: 'It was another image.',
          });
          await world.finish();
        },
        faults: [
          { on: GET, times: 4, effect: error('TooManyRequestsException', 429) },
          {
            on: UPDATE,
            times: 4,
            effect: error('TooManyRequestsException', 429),
          },
        ],
        seen: { ...ONE_BUILD, updates: 5, deployed: [NAME] },
      }),
      deploying({
        how: 'the process ends while the function is being changed',
        act: async world => {
          await world.finish(async () => world.seen().updates === 1);
          await world.runner.stop();
          world.wait(600_000);
          world.runner = world.createRunner();
          await world.finish();
        },
        seen: { ...ONE_BUILD, updates: 1, deployed: [NAME] },
      }),
    ],
  },
  {
    fault: 'an update of a function that is accepted and fails later',
    cases: [
      deploying({
        how: 'Lambda cannot run the image',
        faults: [
          {
            on: 'functionUpdate',
            times: Infinity,
            effect: { code: 'InvalidImage', reason: 'It cannot be started.' },
          },
        ],
        ...FAILED,
        message: 'The update of receipts-report failed: It cannot be started.',
        seen: { ...ONE_BUILD, updates: 1, deployed: [] },
      }),
      deploying({
        how: 'Lambda refuses the image at once',
        faults: [
          {
            on: UPDATE,
            times: Infinity,
            effect: error('InvalidParameterValueException', 400, {
              message: 'The image manifest media type is not supported.',
            }),
          },
        ],
        ...FAILED,
        message: 'media type is not supported',
        seen: { ...ONE_BUILD, updates: 1, deployed: [] },
      }),
    ],
  },
];
