import {
  imageTag,
  layerChain,
} from '@base-images/backstage-plugin-base-images-node';
import { BuildRecord, StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { isPassing } from './attempt';
import { readBaseChain } from './readBaseChain';
import { registryOf, RunContext } from './RunContext';
import { failStep, waitWith } from './stepChanges';
import { stepInputs } from './stepInputs';
import { verifyImage } from './verifyImage';

/** verifying → done: only an image that is what its build key says gets the tag that others look for. */
export async function commitVerified(
  context: RunContext,
  step: StepRecord,
  build: BuildRecord,
): Promise<void> {
  const { registry, environment, store, claim } = context;
  const { repository } = step.plan;
  const inputs = stepInputs(context, step);
  const digest = build.digest;
  if (!inputs || !digest || !step.buildKey) {
    await failStep(
      context,
      step,
      'What was built is not known. Try it again.',
      {
        build,
      },
    );
    return;
  }
  const request = { environment, repository };
  const read = await ask(context, signal =>
    registry.readImage({ ...request, digest, signal }),
  );
  if (!read.ok) {
    if (isPassing(read.kind)) {
      await waitWith(context, step, read.message);
    } else {
      const missing =
        read.kind === 'not-found'
          ? `The build says that it pushed ${digest}, but ${repository} does not have it.`
          : read.message;
      // Missing rights say nothing about the image.
      const counts = read.kind === 'not-found';
      await failStep(context, step, missing, { build, counts });
    }
    return;
  }
  const baseChain = await readBaseChain(context, step, inputs);
  if (!baseChain.ok) {
    if (isPassing(baseChain.kind)) {
      await waitWith(context, step, baseChain.message);
    } else {
      await failStep(context, step, baseChain.message, { build });
    }
    return;
  }
  const problem = verifyImage(read.value, inputs, baseChain.value);
  if (problem) {
    await failStep(context, step, `The image was not accepted: ${problem}.`, {
      build,
      counts: true,
    });
    return;
  }
  const tag = imageTag(step.buildKey);
  const tagged = await ask(context, signal =>
    registry.tagImage({ ...request, digest, tag, signal }),
  );
  if (!tagged.ok) {
    if (isPassing(tagged.kind)) {
      await waitWith(context, step, tagged.message);
    } else {
      await failStep(context, step, tagged.message, { build });
    }
    return;
  }
  const committed = await store.commitImage(
    claim,
    step,
    build,
    registryOf(environment),
    {
      repository,
      buildKey: step.buildKey,
      digest,
      inputs,
      platform: inputs.target.platform,
      sizeInBytes: read.value.sizeInBytes,
      pushedAt: new Date(context.now).toISOString(),
      layerChain: layerChain(read.value.layers ?? []),
    },
  );
  if (committed) {
    Object.assign(step, { state: 'done', digest });
    Object.assign(build, { state: 'succeeded', active: false });
    const { sourceId, id } = environment;
    await store.resetFailures(sourceId, id, [step.stepId]);
  }
}
