import {
  SchedulableStep,
  startableSteps,
} from '@base-images/backstage-plugin-base-images-node';
import { StepRecord } from '../store/RebuildRecords';
import { reuseImage } from './reuseImage';
import { isDue, RunContext } from './RunContext';
import { startStep } from './startStep';
import { hasEnded } from './stepChanges';

/**
 * ready → done where an image of the build key is there; → attached; → starting as far as places are free. The registry is asked
 * for those only whose turn it is.
 */
export async function startReadySteps(context: RunContext): Promise<void> {
  const { steps, environment, buildsById, signal } = context;
  const waiting = new Set(
    steps.filter(step => step.state === 'ready' && isDue(context, step)),
  );
  for (;;) {
    signal.throwIfAborted();
    const active = [...buildsById.values()].filter(
      build =>
        build.active &&
        build.sourceId === environment.sourceId &&
        build.environment === environment.id,
    ).length;
    const [next] = startableSteps(
      steps.map(step => toSchedulable(step, waiting)),
      environment.concurrency - active,
    );
    const step = steps.find(item => item.stepId === next?.id);
    if (!step) {
      return;
    }
    waiting.delete(step);
    const settled = (await reuseImage(context, step)) || step.state !== 'ready';
    if (!settled && !(await startStep(context, step))) {
      return;
    }
  }
}

function toSchedulable(
  step: StepRecord,
  waiting: ReadonlySet<StepRecord>,
): SchedulableStep {
  const { stepId: id, plan } = step;
  let state: SchedulableStep['state'] = 'active';
  if (step.state === 'done') {
    state = 'done';
  } else if (waiting.has(step)) {
    state = 'waiting';
  } else if (hasEnded(step)) {
    state = 'ended';
  }
  return { id, dependsOn: plan.dependsOn, state };
}
