import { buildKey } from '@base-images/backstage-plugin-base-images-node';
import { StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { refuseStep } from './refuseStep';
import { sendBuild } from './resolveStarting';
import { registryOf, RunContext } from './RunContext';
import { failStep, waitWith } from './stepChanges';
import { stepInputs } from './stepInputs';

/** Failures in a row of one image with the same build key after which it is not tried again by itself. */
const BREAKER_LIMIT = 3;

/** False when no more steps may be started now. */
export async function startStep(
  context: RunContext,
  step: StepRecord,
): Promise<boolean> {
  const { store, rebuild, environment, builds, contexts, registry } = context;
  const inputs = stepInputs(context, step)!;
  const key = buildKey(inputs);
  const { id: environmentId, sourceId } = environment;
  const { repository } = step.plan;
  const wanted = {
    sourceId,
    environment: environmentId,
    registry: registryOf(environment),
    repository,
    buildKey: key,
  };
  const limits = {
    concurrency: environment.concurrency,
    perDay: environment.buildsPerDay,
  };
  const failures = await store.failures(
    sourceId,
    environmentId,
    step.stepId,
    key,
  );
  if (failures >= BREAKER_LIMIT) {
    await failStep(
      context,
      step,
      `It failed ${failures} times in a row from the same sources. Mend what its log tells, or try it again by hand.`,
    );
    return true;
  }
  // Looked at before the context is stored, and again, for sure, with the intent.
  const outlook = await store.outlook(wanted, limits);
  if (outlook !== 'free') {
    return waitForPlace(context, step, outlook);
  }
  const stored = await ask(context, async signal => {
    await registry.ensureRepository({ environment, repository, signal });
    return contexts.prepare(rebuild, step, inputs, environment, prepared =>
      builds.storeContext({ environment, signal, ...prepared }),
    );
  });
  if (!stored.ok) {
    await refuseStep(context, step, stored);
    return true;
  }
  const intent = await store.intend(
    context.claim,
    step,
    {
      ...wanted,
      platform: inputs.target.platform,
      attempt: step.attempt,
      contextLocation: stored.value.location,
      contextVersion: stored.value.version,
      project: environment.projects.get(inputs.target.platform) ?? null,
    },
    limits,
  );
  switch (intent.outcome) {
    case 'written':
      Object.assign(step, {
        state: 'starting',
        buildKey: key,
        buildId: intent.build.id,
        attempt: intent.build.attempt,
      });
      context.buildsById.set(intent.build.id, intent.build);
      await sendBuild(context, step, intent.build);
      return true;
    case 'attached':
      Object.assign(step, { state: 'attached', buildId: intent.build.id });
      context.buildsById.set(intent.build.id, intent.build);
      return true;
    default:
      return waitForPlace(context, step, intent.outcome);
  }
}

/** Always false: what holds for this step holds for those after it. */
async function waitForPlace(
  context: RunContext,
  step: StepRecord,
  outcome: 'busy' | 'budget' | 'lost',
): Promise<false> {
  if (outcome === 'budget') {
    await waitWith(
      context,
      step,
      `${context.environment.buildsPerDay} builds have begun within 24 hours, as many as buildsPerDay of the environment allows`,
    );
  }
  return false;
}
