import { ask } from './ask';
import { followOrphan } from './followOrphan';
import { resolveStarting } from './resolveStarting';
import { isDue, RunContext } from './RunContext';
import { changeBuild, changeStep, waitWith } from './stepChanges';

/**
 * Ends what has not begun, and asks to stop what runs, unless somebody else needs it. What is already built is accepted.
 */
export async function cancelSteps(context: RunContext): Promise<void> {
  const { builds, environment, now, store } = context;
  for (const step of context.steps) {
    const build = context.buildsById.get(step.buildId ?? '');
    if (step.state === 'attached' && build?.active) {
      // Left to this step by a rebuild that has ended: else nobody would stop it.
      await followOrphan(context, step, build);
    }
    if (
      step.state === 'pending' ||
      step.state === 'ready' ||
      step.state === 'attached'
    ) {
      await changeStep(context, step, { state: 'cancelled', message: null });
    } else if (step.state === 'starting' && build) {
      if (build.firstSentAt === null) {
        await changeBuild(context, build, {
          state: 'stopped',
          active: false,
          endedAt: now,
        });
        await changeStep(context, step, { state: 'cancelled', message: null });
      } else if (isDue(context, step)) {
        // Only what has an id can be stopped.
        await resolveStarting(context, step, build);
      }
    }
    if (step.state === 'running' && build?.serviceBuildId) {
      const { serviceBuildId } = build;
      if (await store.hasAttached(build.id, step)) {
        await changeStep(context, step, {
          state: 'cancelled',
          message: 'Its build goes on, since another rebuild waits for it.',
        });
        continue;
      }
      if (!isDue(context, step)) {
        continue;
      }
      const stopped = await ask(context, signal =>
        builds.stopBuild({ environment, buildId: serviceBuildId, signal }),
      );
      if (stopped.ok || stopped.kind === 'not-found') {
        await changeStep(context, step, {
          state: 'stopping',
          message: null,
          tries: 0,
          notBefore: 0,
        });
      } else {
        await waitWith(context, step, stopped.message);
      }
    }
  }
}
