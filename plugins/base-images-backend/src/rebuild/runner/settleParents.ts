import { changeStep } from './stepChanges';
import { RunContext } from './RunContext';

/** pending → ready once all parents are done; → blocked once one of them cannot be any more. Parents come first. */
export async function settleParents(context: RunContext): Promise<void> {
  const byId = new Map(context.steps.map(step => [step.stepId, step]));
  for (const step of context.steps) {
    if (step.state === 'pending') {
      const parents = step.plan.dependsOn.flatMap(id => byId.get(id) ?? []);
      const bad = parents.find(
        parent =>
          parent.state === 'failed' ||
          parent.state === 'blocked' ||
          parent.state === 'lost' ||
          parent.state === 'cancelled',
      );
      if (bad) {
        await changeStep(context, step, {
          state: 'blocked',
          message: `${bad.plan.name}, which it stands on, was not built`,
        });
      } else if (parents.every(parent => parent.state === 'done')) {
        await changeStep(context, step, { state: 'ready', message: null });
      }
    }
  }
}
