import assert from 'node:assert/strict';
import {
  InMemorySourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { ENVIRONMENT, exampleStep } from '../exampleRebuild';
import { FaultCase, FaultRow } from './FaultCase';
import { World } from './World';

const NOTHING = { starts: 0, builds: 0, committed: [] };
const HOUR_MS = 3_600_000;
const BUCKET = `bucket ${ENVIRONMENT.bucket}`;
const PROJECT = 'project base-images-arm64';

/** An environment that a look before finds wrong, and in which a rebuild fails that is started all the same. */
const misplaced = ({
  problems,
  arrange,
  ...item
}: FaultCase & {
  problems: [subject: string, message: RegExp][];
  arrange?: (world: World) => void;
}): FaultCase => ({
  states: { a: 'failed' },
  act: async world => {
    arrange?.(world);
    const { problems: found } = await world.portal.preflight();
    assert.deepEqual(
      found.map(({ severity, subject }) => [severity, subject]),
      problems.map(([subject]) => ['error', subject]),
    );
    problems.forEach(([, message], index) => {
      assert.match(found[index].message, message);
      assert.ok(found[index].help);
    });
    // It looks, and changes nothing.
    for (const name of Object.keys(world.simulator.requests.counts())) {
      assert.match(name, /:(?:Describe|BatchGet|Get|List)/);
    }
    assert.deepEqual(world.resources().repositories, {});
    await world.finish();
  },
  ...item,
});

/** What is wrong with an environment, or with what it is to build. */
export const ENVIRONMENT_FAULTS: FaultRow[] = [
  {
    fault:
      'the project is not there, is fed by a pipeline, has another buildspec, account or region than it should',
    cases: [
      misplaced({
        how: 'a project that is not there',
        environment: { projects: new Map([['linux/arm64', 'none']]) },
        problems: [['project none', /no such project/]],
        message: 'project none: There is no such project',
        seen: NOTHING,
      }),
      misplaced({
        how: 'a project that is fed by a pipeline',
        project: { pipeline: true, sourceLocation: undefined },
        problems: [
          [PROJECT, /^Its source is CODEPIPELINE\.$/],
          [PROJECT, /artifacts/],
        ],
        message: 'Its source is CODEPIPELINE. Set it to S3',
        seen: NOTHING,
      }),
      misplaced({
        how: 'a buildspec that the repository brings',
        project: { buildspec: 'buildspec.yml' },
        problems: [[PROJECT, /^Its buildspec is not the one of this version/]],
        message: 'a path would let the repository decide what is run',
        seen: NOTHING,
      }),
      {
        how: 'a buildspec that is changed between two builds',
        steps: [exampleStep('a'), exampleStep('b', 'a')],
        act: async world => {
          await world.tick();
          assert.equal(world.seen().builds, 1);
          const { source } = world.resources().projects['base-images-arm64'];
          source!.buildspec = 'version: 0.2';
          await world.finish();
        },
        states: { a: 'done', b: 'failed' },
        message: 'Its buildspec is not the one of this version',
        seen: { starts: 1, builds: 1, committed: ['a'] },
      },
      misplaced({
        how: 'credentials of another account',
        environment: { account: '999988887777' },
        problems: [
          [BUCKET, /Access ?Denied/],
          ['registry of account 999988887777', /not authorized/],
          [PROJECT, /123456789012:project.*, of another account or region/],
        ],
        message: 'not authorized to use the registry',
        seen: NOTHING,
      }),
      misplaced({
        how: 'another region',
        environment: { region: 'us-east-1' },
        problems: [
          [BUCKET, /another region/],
          [PROJECT, /no such project in this account and region/],
        ],
        message: 'another region',
        seen: NOTHING,
      }),
      misplaced({
        how: 'a bucket of another account that takes what it gets',
        arrange: ({ simulator }) =>
          simulator.add({
            regions: [
              {
                account: '999988887777',
                region: ENVIRONMENT.region,
                buckets: [{ name: ENVIRONMENT.bucket, openToAll: true }],
              },
            ],
          }),
        problems: [[BUCKET, /Access ?Denied/]],
        message: /Context in contexts: Access ?Denied/,
        seen: NOTHING,
      }),
    ],
  },
  {
    fault: 'contexts cannot be stored',
    cases: [
      {
        how: 'contexts that cannot be stored for a while',
        faults: [
          {
            on: 's3:PutObject',
            times: 7,
            effect: { kind: 'error', code: 'SlowDown', status: 503 },
          },
          { on: 's3:PutObject', times: 4, effect: { kind: 'reset' } },
        ],
        seen: { starts: 1, builds: 1, committed: ['a'] },
      },
      misplaced({
        how: 'a bucket that is not there',
        account: { buckets: [] },
        problems: [[BUCKET, /does not exist/]],
        message: 'does not exist',
        seen: NOTHING,
      }),
      misplaced({
        how: 'a bucket without versions',
        account: {
          buckets: [{ name: ENVIRONMENT.bucket, versioning: false }],
        },
        problems: [[BUCKET, /keeps no versions/]],
        message: 'keeps no versions',
        seen: NOTHING,
      }),
    ],
  },
  {
    fault: 'as many builds within 24 hours as `buildsPerDay` allows',
    cases: [
      {
        how: 'as many builds within a day as may be, and more after it',
        environment: { buildsPerDay: 2 },
        steps: ['a', 'b', 'c'].map(name => exampleStep(name)),
        act: async (world, id) => {
          await world.finish(async () => world.seen().committed.length === 2);
          for (let look = 0; look < 5; look++) {
            world.wait(HOUR_MS);
            await world.tick();
          }
          const [, , waiting] = await world.store.steps(id);
          assert.equal(waiting.state, 'ready');
          assert.match(`${waiting.message}`, /buildsPerDay/);
          assert.equal(world.seen().starts, 2);
          // Nothing is stored for a build that may not begin.
          assert.equal(world.requests('s3:PutObject').length, 2);
          await world.letDatabaseAge(24 * HOUR_MS);
          await world.finish();
        },
        seen: { starts: 3, builds: 3, committed: ['a', 'b', 'c'] },
      },
      {
        how: 'sources that never stay the same',
        environment: { buildsPerDay: 3 },
        act: async (world, id) => {
          await world.finish();
          for (let round = 1; round < 6; round++) {
            const next = await world.start([
              exampleStep('a', undefined, `round ${round}`),
            ]);
            for (let look = 0; look < 10; look++) {
              await world.tick();
              world.wait(20_000);
            }
            await world.store.requestCancel(next);
            await world.finish();
          }
          assert.deepEqual(await world.states(id), { a: 'done' });
        },
        seen: { starts: 3, builds: 3, committed: ['a', 'a', 'a'] },
      },
    ],
  },
  {
    fault: 'a cycle among base images',
    cases: [
      {
        how: 'two base images that stand on each other, and one on itself',
        steps: [],
        act: async world => {
          const declare = (name: string, from: string) =>
            `  - { name: ${name}, from: ${from}, python: '3.12', platforms: [linux/arm64], packages: [int-a] }\n`;
          const monorepo = await scan(
            InMemorySourceTree.of({
              'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
              'base-images.yaml': `version: 1\nimages:\n${declare('one', 'two')}${declare('two', 'one')}${declare('self', 'self')}`,
            }),
          );
          const said = monorepo.diagnostics
            .filter(({ severity }) => severity === 'error')
            .map(({ message }) => message);
          assert.deepEqual(said, [
            'The base images stand on each other: one → two → one.',
            'The base images stand on each other: self → self.',
          ]);
          await world.portal.observe(monorepo);
          const { rebuilds } = world.portal;
          const plan = await rebuilds.plan(world.environment, {});
          assert.deepEqual(plan.steps, []);
          await assert.rejects(
            rebuilds.start(world.environment, {}, null),
            /Nothing can be built/,
          );
          await world.finish();
          assert.deepEqual(world.simulator.requests.list(), []);
        },
        seen: NOTHING,
      },
    ],
  },
];
