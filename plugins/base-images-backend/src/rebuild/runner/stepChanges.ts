import { StepState } from '@base-images/backstage-plugin-base-images-common';
import {
  BuildChange,
  BuildRecord,
  StepChange,
  StepRecord,
} from '../store/RebuildRecords';
import { retryAt, RunContext } from './RunContext';

const ENDED: readonly StepState[] = [
  'done',
  'failed',
  'blocked',
  'lost',
  'cancelled',
];

/** Whether nothing happens to a step any more. */
export function hasEnded({ state }: Pick<StepRecord, 'state'>): boolean {
  return ENDED.includes(state);
}

/** Writes a change of a step, and keeps it in the context. */
export async function changeStep(
  context: RunContext,
  step: StepRecord,
  change: StepChange,
): Promise<boolean> {
  const values = ENDED.includes(change.state)
    ? { endedAt: context.now, ...change }
    : change;
  const changed = await context.store.changeStep(context.claim, step, values);
  if (changed) {
    Object.assign(step, values);
  }
  return changed;
}

/** Writes a change of a build, and keeps it in the context. */
export async function changeBuild(
  context: RunContext,
  build: BuildRecord,
  change: BuildChange,
): Promise<boolean> {
  const changed = await context.store.changeBuild(context.claim, build, change);
  if (changed) {
    Object.assign(build, change);
  }
  return changed;
}

/** Leaves a step as it is until later, with why. */
export async function waitWith(
  context: RunContext,
  step: StepRecord,
  message: string,
): Promise<void> {
  await changeStep(context, step, {
    state: step.state,
    message,
    tries: step.tries + 1,
    notBefore: retryAt(context, step.tries),
  });
}

/** Ends a step, and its build, with what went wrong; counts for the breaker unless the service is to blame. */
export async function failStep(
  context: RunContext,
  step: StepRecord,
  message: string,
  options: { build?: BuildRecord; counts?: boolean } = {},
): Promise<void> {
  const { store, rebuild, now, logger, sentAt } = context;
  const { build, counts } = options;
  if (build) {
    sentAt.delete(build.id);
    await changeBuild(context, build, {
      state: 'failed',
      active: false,
      message,
      endedAt: now,
    });
  }
  const failed = await changeStep(context, step, { state: 'failed', message });
  if (failed && counts && step.buildKey) {
    const { sourceId, environment } = rebuild;
    await store.addFailure(sourceId, environment, step.stepId, step.buildKey);
  }
  if (failed) {
    logger.warn(
      `Rebuild ${rebuild.id}: ${step.plan.kind} ${step.plan.name} failed: ${message}`,
    );
  }
}
