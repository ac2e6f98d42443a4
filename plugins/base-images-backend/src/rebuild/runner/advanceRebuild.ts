import { cancelSteps } from './cancelSteps';
import { commitVerified } from './commitVerified';
import { deployImages } from './deployImages';
import { followOrphan } from './followOrphan';
import { resolveStarting } from './resolveStarting';
import { isDue, RunContext } from './RunContext';
import { settleParents } from './settleParents';
import { startReadySteps } from './startReadySteps';
import { changeStep, hasEnded } from './stepChanges';
import { watchBuilds } from './watchBuilds';

/**
 * One look at a rebuild: every step goes on as far as it can. What is written is written under the claim; a step that another
 * process has changed meanwhile stays as that left it.
 *
 * @returns whether the rebuild has ended.
 */
export async function advanceRebuild(context: RunContext): Promise<boolean> {
  const { rebuild, signal } = context;
  if (rebuild.cancelRequested) {
    await cancelSteps(context);
  }
  await watchBuilds(context);
  for (const step of context.steps) {
    signal.throwIfAborted();
    const build = context.buildsById.get(step.buildId ?? '');
    const due = isDue(context, step);
    if (step.state === 'verifying' && build && due) {
      await commitVerified(context, step, build);
    } else if (
      step.state === 'starting' &&
      build &&
      due &&
      !rebuild.cancelRequested
    ) {
      await resolveStarting(context, step, build);
    } else if (step.state === 'attached' && build?.active) {
      await followOrphan(context, step, build);
    } else if (step.state === 'attached') {
      // What it waited for has ended: either its image is there now, or it builds itself.
      await changeStep(context, step, { state: 'ready', buildId: null });
    }
  }
  if (!rebuild.cancelRequested) {
    await settleParents(context);
    await startReadySteps(context);
  }
  await settleParents(context);
  return context.steps.every(hasEnded) && endRebuild(context);
}

async function endRebuild(context: RunContext): Promise<boolean> {
  const { store, claim, rebuild, steps } = context;
  if (!(await deployImages(context))) {
    return false;
  }
  const failed = steps.filter(({ state }) => state !== 'done');
  const undeployed = rebuild.deploys.filter(({ state }) => state === 'failed');
  const isLeft = rebuild.deploys.some(({ state }) => state === 'planned');
  if (rebuild.cancelRequested && (failed.length > 0 || isLeft)) {
    return store.end(claim, 'cancelled', null);
  }
  const problems = [
    ...failed
      .filter(({ state }) => state !== 'blocked')
      .map(({ plan, message }) => `${plan.name}: ${message ?? 'failed'}`),
    ...undeployed.map(
      ({ functionName, message }) => `${functionName}: ${message}`,
    ),
  ];
  return failed.length + undeployed.length === 0
    ? store.end(claim, 'done', null)
    : store.end(claim, 'failed', problems.join('\n'));
}
