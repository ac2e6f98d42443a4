import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BuildService,
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import {
  BuildRecord,
  Claim,
  RebuildRecord,
  StepRecord,
} from '../store/RebuildRecords';
import { RebuildStore } from '../store/RebuildStore';
import { ContextPreparer } from './ContextPreparer';
import { RunnerTimings } from './RunnerTimings';

/** What the runner works with. */
export interface RunnerServices {
  /** All that are configured. */
  environments: readonly SourceEnvironment[];
  store: RebuildStore;
  registry: ImageRegistry;
  builds: BuildService;
  contexts: ContextPreparer;
  logger: LoggerService;
  timings: RunnerTimings;
}

/** One look at one rebuild: what is stored, and the right to change it. */
export interface RunContext extends RunnerServices {
  claim: Claim;
  rebuild: RebuildRecord;
  environment: SourceEnvironment;
  /** In the order of the plan. */
  steps: StepRecord[];
  /** By id: those of this rebuild, and those that its steps are attached to. */
  buildsById: Map<string, BuildRecord>;
  /** By the clock of the database. */
  now: number;
  /**
   * When this process first sent builds of which it has no answer yet, by their ids and by a clock that nobody sets
   * (`performance.now`).
   */
  sentAt: Map<string, number>;
  signal: AbortSignal;
}

/** Identifies a registry among {@link RebuildStore.images}. */
export function registryOf({
  account,
  region,
}: Pick<SourceEnvironment, 'account' | 'region'>): string {
  return `${account}/${region}`;
}

/**
 * Whether a step may be tried again. A time that is further ahead than anything waits was written before the clock of the database was
 * set back.
 */
export function isDue(
  { now, timings }: Pick<RunContext, 'now' | 'timings'>,
  { notBefore }: Pick<StepRecord, 'notBefore'>,
): boolean {
  return notBefore <= now || notBefore > now + timings.maxBackoffMs;
}

/** When something that did not work may be tried again: twice as long each time, a part of it by chance. */
export function retryAt(
  { now, timings }: Pick<RunContext, 'now' | 'timings'>,
  tries: number,
): number {
  const wait = Math.min(
    timings.maxBackoffMs,
    timings.backoffMs * 2 ** Math.min(tries, 20),
  );
  return now + Math.round(wait / 2 + (Math.random() * wait) / 2);
}
