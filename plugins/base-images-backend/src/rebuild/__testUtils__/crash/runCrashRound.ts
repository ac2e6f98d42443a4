import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsSimulator, pushContextImage } from '@base-images/aws-simulator';
import { Knex } from 'knex';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';
import { ENVIRONMENT, exampleStep } from '../exampleRebuild';
import { simulatedAccount } from '../simulatedAws';
import { checkRound } from './checkRound';
import { CrashedProcesses } from './CrashedProcesses';
import { createCrashRunner } from './createCrashRunner';
import { random } from './random';
import { CRASH_TIMINGS } from './WorkerOptions';

const MIGRATIONS = join(__dirname, '../../../../migrations');
const PROCESSES = 2;
/** Builds take about a second and a half. */
const SPEED = 35;
/** For machines that are busy. */
const LONGEST_MS = 200_000;
/** Then both are left alone: where processes are slow to load, they would never come to anything else. */
const KILLS_PER_IMAGE = 0.25;
/** From when a process works to its end: some end before they have done anything, some long after. */
const SHORTEST_LIFE_MS = 30;
const LONGEST_LIFE_MS = 1_600;

/** What came of a round. */
export interface CrashRound {
  seed: number;
  kills: number;
  /** Requests to start a build, and builds that began. */
  starts: number;
  builds: number;
  milliseconds: number;
  /** Empty when all is well. */
  problems: string[];
}

/** A rebuild of many images by two processes, either of which is killed at moments that the seed decides. */
export async function runCrashRound(
  knex: Knex,
  seed: number,
  images: number,
): Promise<CrashRound> {
  const next = random(seed);
  const began = Date.now();
  await knex.migrate.latest({ directory: MIGRATIONS });
  const simulator = await AwsSimulator.start({
    behaviour: pushContextImage,
    speed: SPEED,
    data: simulatedAccount(),
  });
  const options = {
    connection: knex.client.config.connection,
    endpoint: simulator.url,
    credentials: simulator.credentials(ENVIRONMENT.account),
  };
  const processes = new CrashedProcesses(options, PROCESSES);
  try {
    await Promise.all([processes.ready(0), processes.ready(1)]);
    const store = DatabaseRebuildStore.create(knex);
    const id = await createRebuild(store, chains(images, next));
    const isGoingOn = async () =>
      (await isActive(store)) && Date.now() - began < LONGEST_MS;
    while (processes.kills < images * KILLS_PER_IMAGE && (await isGoingOn())) {
      const victim = Math.floor(next() * PROCESSES);
      await processes.ready(victim);
      await sleep(SHORTEST_LIFE_MS + next() * LONGEST_LIFE_MS);
      processes.kill(victim);
    }
    while (await isGoingOn()) {
      await sleep(CRASH_TIMINGS.pollMs);
    }
    await processes.stop();
    const problems = await checkRound(simulator, store, id);
    const starts = () => simulator.requests.list('codebuild:StartBuild').length;
    const before = starts();

    const again = await createRebuild(store, chains(images, random(seed)));
    const runner = createCrashRunner(knex, options);
    for (let look = 0; look < 50 && (await isActive(store)); look++) {
      await runner.tick();
      await sleep(CRASH_TIMINGS.pollMs);
    }
    const rebuilt = await store.steps(again);
    if (starts() !== before || rebuilt.some(({ reused }) => !reused)) {
      problems.push('Not everything was fresh in the end');
    }
    if (problems.length > 0) {
      problems.push(processes.complaints.slice(0, 2_000));
    }
    return {
      seed,
      kills: processes.kills,
      starts: before,
      builds: Object.keys(
        simulator.region(ENVIRONMENT.account, ENVIRONMENT.region).builds,
      ).length,
      milliseconds: Date.now() - began,
      problems,
    };
  } finally {
    await processes.stop();
    await simulator.stop();
  }
}

async function isActive(store: DatabaseRebuildStore): Promise<boolean> {
  return (await store.activeRebuilds()).length > 0;
}

async function createRebuild(
  store: DatabaseRebuildStore,
  steps: ReturnType<typeof exampleStep>[],
): Promise<string> {
  const { id } = await store.create({
    sourceId: ENVIRONMENT.sourceId,
    environment: ENVIRONMENT.id,
    request: {},
    revision: null,
    treeHash: 'tree',
    startedBy: null,
    requestKey: undefined,
    steps,
    deploys: [],
  });
  return id;
}

/** Images of which most stand on another one. */
function chains(count: number, next: () => number) {
  const name = (index: number) => `image-${index}`;
  return Array.from({ length: count }, (_, index) => {
    const chance = next();
    const parent = Math.floor(next() * index);
    return exampleStep(
      name(index),
      index > 0 && chance < 0.7 ? name(parent) : undefined,
    );
  });
}
