import assert from 'node:assert/strict';
import { Fault } from '@base-images/aws-simulator';
import {
  exampleBaseImage,
  exampleMonorepo,
} from '../../../__testUtils__/exampleMonorepo';
import { exampleStep } from '../exampleRebuild';
import { FaultRow } from './FaultCase';

const PINNED = `python:3.12@sha256:${'a'.repeat(64)}`;
const BASE = exampleBaseImage('a', 1, { parentImage: PINNED });
const MONOREPO = {
  ...exampleMonorepo,
  lambdas: [],
  baseImages: [{ ...BASE, build: { ...BASE.build, externalImages: [PINNED] } }],
};
const OUTAGE: Fault = {
  id: 'outage',
  on: 'ecr:*',
  times: Infinity,
  effect: { kind: 'reset' },
};

/** What users see of a registry that they cannot see. */
export const OBSERVATION_FAULTS: FaultRow[] = [
  {
    fault: 'the registry cannot be reached',
    cases: [
      {
        how: 'before and after it could be, and while a rebuild is asked for',
        steps: [],
        act: async world => {
          const { portal, simulator, environment } = world;
          const look = async () => {
            await portal.observe(MONOREPO);
            return (await portal.freshness()).a;
          };
          await world.finish();
          assert.deepEqual(await look(), { status: 'missing' });

          simulator.faults.add(OUTAGE);
          const lost = await look();
          assert.equal(lost.status, 'unknown');
          assert.ok(lost.message && lost.since);
          // It is not known since then, however often anybody looks.
          assert.deepEqual(await look(), { ...lost, message: lost.message });
          await assert.rejects(
            portal.rebuilds.start(environment, {}, null),
            /Nothing can be built: a/,
          );

          simulator.faults.remove('outage');
          assert.deepEqual(await look(), { status: 'missing' });
        },
        seen: { starts: 0, builds: 0, committed: [] },
      },
      {
        how: 'while a rebuild goes on',
        act: async (world, id) => {
          world.simulator.faults.add(OUTAGE);
          for (let look = 0; look < 5; look++) {
            await world.tick();
            world.wait(600_000);
          }
          assert.deepEqual(await world.states(id), { a: 'ready' });
          world.simulator.faults.remove('outage');
          await world.finish(async () => world.seen().builds === 1);
          world.simulator.faults.add(OUTAGE);
          for (let look = 0; look < 5; look++) {
            world.wait(600_000);
            await world.tick();
          }
          assert.deepEqual(await world.states(id), { a: 'verifying' });
          world.simulator.faults.remove('outage');
          await world.finish();
        },
        steps: [exampleStep('a')],
        seen: { starts: 1, builds: 1, committed: ['a'] },
      },
    ],
  },
];
