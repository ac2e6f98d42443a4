import assert from 'node:assert/strict';
import { BuildEffect } from '@base-images/aws-simulator';
import {
  buildKey,
  completeInputs,
  imageTag,
} from '@base-images/backstage-plugin-base-images-node';
import { exampleStep } from '../exampleRebuild';
import { FaultCase, FaultRow } from './FaultCase';
import { World } from './World';

const REPOSITORY = 'receipts/base/a';
const DOWNLOAD = 'layers:Download';
const KEY = buildKey(completeInputs(exampleStep('a').inputs)!);
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };

const wrong = (
  what: Extract<BuildEffect, { kind: 'image' }>['wrong'],
  message: string,
): FaultCase => ({
  how: `a build that succeeds with an image that is not right: ${what}`,
  faults: [{ on: 'build', effect: { kind: 'image', wrong: what } }],
  steps: [exampleStep('a'), exampleStep('b', 'a')],
  states: { a: 'failed', b: 'blocked' },
  message,
  seen: { starts: 1, builds: 1, committed: [] },
});

async function pushUnderTag(world: World) {
  const { registry } = world.services;
  const { environment } = world;
  await registry.ensureRepository({ environment, repository: REPOSITORY });
  return world.pushImage(REPOSITORY, {
    tags: [imageTag(KEY)],
    platform: 'linux/arm64',
  });
}

/** What becomes of images. */
export const IMAGE_FAULTS: FaultRow[] = [
  {
    fault: 'a build succeeds without an image, or its image is gone',
    cases: [
      wrong('missing', 'does not have it'),
      wrong('digest', 'does not have it'),
      {
        how: 'an image that is gone as soon as it is built',
        faults: [{ on: 'build', effect: { kind: 'expired' } }],
        states: { a: 'failed' },
        message: 'does not have it',
        seen: { starts: 1, builds: 1, committed: [] },
      },
    ],
  },
  {
    fault:
      'an image index, another architecture, other labels, layers that are not those of its base image',
    cases: [
      wrong('index', 'image index'),
      wrong('architecture', 'linux/amd64 instead of linux/arm64'),
      wrong('labels', 'no labels'),
      {
        how: 'a build that takes an older base image from the cache of its builder',
        faults: [
          {
            on: 'build',
            effect: { kind: 'image', wrong: 'base' },
            times: Infinity,
          },
        ],
        steps: [exampleStep('a'), exampleStep('b', 'a')],
        // The first one stands on no base image.
        states: { a: 'done', b: 'failed' },
        message: 'its layers do not begin with those of that image',
        seen: { starts: 2, builds: 2, committed: ['a'] },
      },
      {
        how: 'a download that gives something else',
        faults: [
          {
            on: DOWNLOAD,
            times: Infinity,
            effect: { kind: 'response', status: 200, body: '{}' },
          },
        ],
        states: { a: 'failed' },
        message: /What the registry gives for sha256:\w+ is sha256:/,
        seen: { starts: 1, builds: 1, committed: [] },
      },
    ],
  },
  {
    fault: 'somebody moves the tag that the build pushed',
    cases: [
      {
        how: 'somebody moves the tag that the build pushed',
        faults: [{ on: 'build', effect: { kind: 'tagMoved' } }],
        steps: [exampleStep('a'), exampleStep('b', 'a')],
        seen: { starts: 2, builds: 2, committed: ['a', 'b'] },
      },
    ],
  },
  {
    fault: 'another image has the tag `src-…` that the step would commit',
    cases: [
      {
        how: 'an image of somebody else under the expected tag',
        act: async world => {
          await pushUnderTag(world);
          await world.finish();
        },
        states: { a: 'failed' },
        message: 'Find out who pushed it',
        seen: { starts: 0, builds: 0, committed: ['a by somebody else'] },
      },
      {
        how: 'somebody takes the expected tag while the image is built',
        act: async world => {
          await world.tick();
          await pushUnderTag(world);
          await world.finish();
        },
        states: { a: 'failed' },
        message: 'names another image',
        seen: { starts: 1, builds: 1, committed: ['a by somebody else'] },
      },
    ],
  },
  {
    fault: 'the process ends, or the connection breaks, while the tag is set',
    cases: [
      {
        how: 'the process ends between the tag and writing it',
        act: async world => {
          await world.endAt('commitImage', () => true);
          assert.deepEqual(world.seen().committed, ['a']);
          await world.finish();
          assert.equal(world.simulator.requests.list('ecr:PutImage').length, 1);
        },
        seen: ONE_BUILD,
      },
      ...[true, false].map((accepted): FaultCase => ({
        how: `the connection breaks ${accepted ? 'after' : 'before'} the tag was set`,
        faults: [
          { on: 'ecr:PutImage', times: 4, effect: { kind: 'reset', accepted } },
        ],
        seen: ONE_BUILD,
      })),
    ],
  },
];
