import {
  buildKey,
  imageTag,
  layerChain,
} from '@base-images/backstage-plugin-base-images-node';
import { StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { readBaseChain } from './readBaseChain';
import { refuseStep } from './refuseStep';
import { registryOf, RunContext } from './RunContext';
import { changeStep, failStep } from './stepChanges';
import { stepInputs } from './stepInputs';
import { verifyImage } from './verifyImage';

/** True when the step has changed: its image is there already, or cannot be told. */
export async function reuseImage(
  context: RunContext,
  step: StepRecord,
): Promise<boolean> {
  const { registry, environment, store, claim } = context;
  const inputs = stepInputs(context, step);
  if (!inputs) {
    await failStep(
      context,
      step,
      'The digest of what it stands on is not known. Start the rebuild again.',
    );
    return true;
  }
  const key = buildKey(inputs);
  const { repository } = step.plan;
  const request = { environment, repository };
  const tag = imageTag(key);
  const found = await ask(context, signal =>
    registry.findImages({ ...request, tags: [tag], signal }),
  );
  if (!found.ok) {
    await refuseStep(context, step, found);
    return true;
  }
  const image = found.value.find(item => item.tags.includes(tag));
  if (!image) {
    await changeStep(context, step, { state: 'ready', buildKey: key });
    return false;
  }
  const read = await ask(context, signal =>
    registry.readImage({ ...request, digest: image.digest, signal }),
  );
  if (!read.ok && read.kind === 'not-found') {
    // It went between the two looks, as lifecycle rules let images go.
    await changeStep(context, step, { state: 'ready', buildKey: key });
    return false;
  }
  if (!read.ok) {
    await refuseStep(context, step, read);
    return true;
  }
  const baseChain = await readBaseChain(context, step, inputs);
  if (!baseChain.ok) {
    await refuseStep(context, step, baseChain);
    return true;
  }
  const problem = verifyImage(read.value, inputs, baseChain.value);
  if (problem) {
    await failStep(
      context,
      step,
      `The tag ${tag} of ${repository} names another image: ${problem}. Find out who pushed it, remove the tag, and try again.`,
    );
    return true;
  }
  const committed = await store.commitImage(
    claim,
    step,
    undefined,
    registryOf(environment),
    {
      repository,
      buildKey: key,
      digest: image.digest,
      inputs,
      platform: inputs.target.platform,
      sizeInBytes: image.sizeInBytes,
      pushedAt: image.pushedAt,
      layerChain: layerChain(read.value.layers ?? []),
    },
  );
  if (committed) {
    Object.assign(step, {
      state: 'done',
      digest: image.digest,
      buildKey: key,
      reused: true,
    });
  }
  return true;
}
