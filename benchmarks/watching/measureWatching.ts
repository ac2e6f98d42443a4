import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import { Watch } from '../../plugins/base-images-backend/src/freshness/__testUtils__/Watch';
import { createWatchedRegistry } from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedRegistry';
import {
  watchedMonorepo,
  WatchedSize,
} from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedMonorepo';
import { CloudProcess } from './CloudProcess';
import { minimumRequests, RoundEvents } from './minimumRequests';

/** What one round cost. Milliseconds of processors are those of this process alone. */
export interface MeasuredRound {
  title: string;
  /** To AWS and to the registry of others, by operation. */
  requests: Record<string, number>;
  /** The fewest that are possible. */
  minimum: Record<string, number>;
  milliseconds: number;
  processorMilliseconds: number;
  /** The longest time in which nothing else could be done. */
  longestBlockMilliseconds: number;
  /** In use after the round and a collection. */
  heapMegabytes: number;
  /** Processor time of one answer about all images, and about one Lambda. */
  allMilliseconds: number;
  oneMilliseconds: number;
  /** Rows of verified images. */
  imagesKept: number;
  /** Bytes of the row with what was observed. */
  rowBytes: number;
}

/** How often an answer is asked for, for its mean. */
const ANSWERS = 5;

/** Watches a generated monorepo for some rounds. */
export async function measureWatching(
  size: WatchedSize,
  options: { history: number; say: (text: string) => void },
): Promise<MeasuredRound[]> {
  const { history, say } = options;
  const cloud = CloudProcess.start();
  const monorepo = watchedMonorepo(size);
  const registry = createWatchedRegistry(await cloud.call('start', { size }));
  const watch = await Watch.start(registry);
  const measured: MeasuredRound[] = [];
  const one = `lambda-${size.lambdas - 1}`;

  const round = async (title: string, of: Monorepo, events: RoundEvents) => {
    await cloud.call('takeRequests');
    const blocks = monitorEventLoopDelay({ resolution: 5 });
    blocks.enable();
    const began = performance.now();
    const spent = await processorTime(async () => {
      for (let left = events.rounds ?? 1; left > 0; left--) {
        await watch.round(of);
      }
    });
    const milliseconds = performance.now() - began;
    blocks.disable();
    const requests = await cloud.call('takeRequests');
    globalThis.gc?.();
    const heapMegabytes = process.memoryUsage().heapUsed / 1e6;
    const summary = await watch.summary();
    measured.push({
      title,
      requests,
      minimum: minimumRequests(size, events),
      milliseconds,
      processorMilliseconds: spent,
      longestBlockMilliseconds: blocks.max / 1e6,
      heapMegabytes,
      allMilliseconds: await meanOf(() => watch.summary()),
      oneMilliseconds: await meanOf(() =>
        watch.summary(({ repository }) => repository.endsWith(`/${one}`)),
      ),
      imagesKept: await watch.countImages(),
      rowBytes: await watch.rowSize(),
    });
    say(`${title}: ${JSON.stringify(summary)}`);
  };

  try {
    const { bases, lambdas, functions } = size;
    const images = bases + lambdas;
    await watch.scan(monorepo);
    await round('the first round', monorepo, {
      newImages: images,
      newFunctions: functions,
    });
    await round('nothing changed', monorepo, {});
    watch.restart();
    await round('nothing changed, after a restart', monorepo, {});

    const changed = bases - 1;
    const edited = watchedMonorepo(size, changed);
    await watch.scan(edited);
    await round('a package of one base image was edited', edited, {});
    await round('its images are still awaited', edited, {});
    const newImages = await cloud.call('pushMissing', { size, changed });
    await round('others built its images, two rounds', edited, {
      newImages,
      rounds: 2,
    });
    await round('nothing changed since', edited, {});

    let newest = edited;
    for (let edit = 1; edit <= history; edit++) {
      newest = watchedMonorepo(size, 0, edit);
      await cloud.call('pushMissing', { size, changed: 0, edit });
      await watch.scan(newest);
      await watch.round(newest);
      say(`rebuild ${edit} of everything`);
    }
    await round(
      `nothing changed, after ${history} rebuilds of everything`,
      newest,
      {},
    );
    const stale = watchedMonorepo(size, 0, history + 1);
    await watch.scan(stale);
    await round('everything is stale', stale, {});
    return measured;
  } finally {
    await watch.stop();
    await cloud.stop();
  }
}

async function meanOf(request: () => Promise<unknown>): Promise<number> {
  const spent = await processorTime(async () => {
    for (let left = ANSWERS; left > 0; left--) {
      await request();
    }
  });
  return spent / ANSWERS;
}

/** Milliseconds of processors. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
