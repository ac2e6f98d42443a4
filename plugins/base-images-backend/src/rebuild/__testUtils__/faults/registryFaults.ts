import assert from 'node:assert/strict';
import { Fault, RequestEffect } from '@base-images/aws-simulator';
import {
  buildKey,
  completeInputs,
} from '@base-images/backstage-plugin-base-images-node';
import {
  exampleBaseImage,
  exampleMonorepo,
} from '../../../__testUtils__/exampleMonorepo';
import { exampleStep } from '../exampleRebuild';
import { FaultRow } from './FaultCase';

const REPOSITORY = 'receipts/base/a';
const DOWNLOAD = 'layers:Download';
const KEY = buildKey(completeInputs(exampleStep('a').inputs)!);
const ONE_BUILD = { starts: 1, builds: 1, committed: ['a'] };
const throttled: RequestEffect = { kind: 'error', code: 'ThrottlingException' };

/** What registries have, and how they give it. */
export const REGISTRY_FAULTS: FaultRow[] = [
  {
    fault: 'an image goes between two looks, as by a lifecycle rule',
    cases: [
      {
        how: 'an image that goes between being listed and being read',
        act: async world => {
          await world.finish();
          const digest = world.tagOf(REPOSITORY, KEY)!;
          await world.start([exampleStep('a')]);
          world.simulator.faults.add({
            on: 'ecr:BatchGetImage',
            match: () => {
              world.removeImage(REPOSITORY, digest);
              return false;
            },
            effect: throttled,
          });
          await world.finish();
          assert.notEqual(world.tagOf(REPOSITORY, KEY), digest);
        },
        seen: { starts: 2, builds: 2, committed: ['a'] },
      },
      {
        how: 'a registry that gives neither the image nor a reason, for a while',
        faults: [
          {
            on: 'ecr:BatchGetImage',
            times: 3,
            effect: { kind: 'output', members: { images: [], failures: [] } },
          },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'an image that cannot be read for another reason',
        faults: [
          {
            on: 'ecr:BatchGetImage',
            times: Infinity,
            effect: {
              kind: 'output',
              members: {
                images: [],
                failures: [
                  {
                    failureCode: 'KmsError',
                    failureReason: 'The key of the repository is disabled',
                  },
                ],
              },
            },
          },
        ],
        act: async world => {
          await world.finish();
          // It says nothing about the image: it is as good as it was.
          for (let round = 0; round < 3; round++) {
            await world.start([exampleStep('a')]);
            await world.finish();
          }
          world.simulator.faults.clear();
          await world.start([exampleStep('a')]);
          await world.finish();
        },
        states: { a: 'failed' },
        message: 'The key of the repository is disabled',
        seen: { starts: 5, builds: 5, committed: ['a'] },
      },
    ],
  },
  {
    fault: 'a build gives other bytes each time',
    cases: [
      {
        how: 'a base image that is built again, and gets another digest',
        steps: [exampleStep('a'), exampleStep('b', 'a')],
        act: async world => {
          const rebuild = async () => {
            await world.start([exampleStep('a'), exampleStep('b', 'a')]);
            await world.finish();
            return world.seen().starts;
          };
          await world.finish();
          // The build key decides, not what came of it.
          assert.deepEqual([await rebuild(), await rebuild()], [2, 2]);
          const digest = world.tagOf(REPOSITORY, KEY)!;
          world.removeImage(REPOSITORY, digest);
          // What stands on it is built once more, for the new digest.
          assert.deepEqual([await rebuild(), await rebuild()], [4, 4]);
          assert.notEqual(world.tagOf(REPOSITORY, KEY), digest);
        },
        seen: { starts: 4, builds: 4, committed: ['a', 'b', 'b'] },
      },
    ],
  },
  {
    fault: 'throttling, thousands of images, pages',
    cases: [
      {
        how: 'a registry that is throttled',
        faults: [
          { on: 'ecr:DescribeImages', times: 4, effect: throttled },
          { on: 'ecr:BatchGetImage', times: 4, effect: throttled },
          { on: 'ecr:PutImage', times: 4, effect: throttled },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'a registry that answers with the page of a proxy, not at all, or too late',
        requestTimeoutMs: 250,
        faults: ['DescribeImages', 'BatchGetImage', 'PutImage'].flatMap(
          (name): Fault[] => [
            {
              on: `ecr:${name}`,
              times: 4,
              effect: { kind: 'response', status: 502, accepted: true },
            },
            { on: `ecr:${name}`, times: 4, effect: { kind: 'reset' } },
            {
              on: `ecr:${name}`,
              times: 4,
              effect: { kind: 'delay', milliseconds: 600 },
            },
          ],
        ),
        seen: ONE_BUILD,
      },
      {
        how: 'the configuration of an image that cannot be downloaded',
        faults: [
          { on: 'ecr:GetDownloadUrlForLayer', times: 4, effect: throttled },
          { on: DOWNLOAD, effect: { kind: 'reset' } },
          {
            on: DOWNLOAD,
            effect: { kind: 'error', code: 'SlowDown', status: 503 },
          },
          {
            on: DOWNLOAD,
            effect: { kind: 'error', code: 'AccessDenied', status: 403 },
          },
        ],
        seen: ONE_BUILD,
      },
      {
        how: 'a repository with more images than two pages have',
        account: {
          repositories: [
            {
              name: REPOSITORY,
              images: Array.from({ length: 2_001 }, (_, index) => ({
                tags: [`src-${`${index}`.padStart(12, '0')}`],
                platform: 'linux/arm64',
                ageInDays: 1 + ((index * 7) % 2_001),
              })),
            },
          ],
        },
        act: async world => {
          const describe = 'ecr:DescribeImages';
          const { images } = world.resources().repositories[REPOSITORY];
          const newest = Object.values(images)
            .sort((one, other) => other.pushedAt - one.pushedAt)
            .slice(0, 5)
            .map(({ digest }) => digest);
          await world.portal.observe({
            ...exampleMonorepo,
            lambdas: [],
            baseImages: [exampleBaseImage('a', 1)],
          });
          // Who looks for the newest reads all pages: their order tells nothing.
          assert.deepEqual(
            world.requests(describe).map(({ input }) => input.maxResults),
            [1_000, 1_000, 1_000],
          );
          assert.deepEqual(
            world
              .requests('ecr:BatchGetImage')
              .map(
                ({ input }) => Object([input.imageIds].flat()[0]).imageDigest,
              )
              .sort(),
            newest.sort(),
          );
          world.simulator.requests.clear();
          await world.finish();
          // A rebuild asks for the tags that it expects, and whether there is anything at all.
          for (const { input } of world.requests(describe)) {
            assert.ok(input.imageIds || input.maxResults === 1);
          }
          assert.ok(world.tagOf(REPOSITORY, KEY));
        },
        seen: { builds: 1 },
      },
    ],
  },
];
