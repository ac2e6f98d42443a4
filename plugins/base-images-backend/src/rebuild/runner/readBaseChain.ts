import {
  baseImageReference,
  BuildInputs,
  layerChain,
} from '@base-images/backstage-plugin-base-images-node';
import { StepRecord } from '../store/RebuildRecords';
import { ask } from './ask';
import { Attempted } from './attempt';
import { registryOf, RunContext } from './RunContext';

/**
 * Names the layers of the base image that a step is to stand on, as they are kept, else as the registry has them. Null for one that
 * stands on no base image, and where the base image is not there any more: then nobody can tell.
 */
export async function readBaseChain(
  context: RunContext,
  { plan }: StepRecord,
  inputs: BuildInputs,
): Promise<Attempted<string | null>> {
  const { registry, store, environment } = context;
  if (!plan.parent) {
    return { ok: true, value: null };
  }
  const { name, repository } = plan.parent;
  const digest = inputs.images[baseImageReference(name)];
  const kept = await store.images(registryOf(environment), [repository]);
  const chain = kept.find(image => image.digest === digest)?.layerChain;
  if (chain) {
    return { ok: true, value: chain };
  }
  const read = await ask(context, signal =>
    registry.readImage({ environment, repository, digest, signal }),
  );
  if (read.ok) {
    return { ok: true, value: layerChain(read.value.layers ?? []) };
  }
  return read.kind === 'not-found' ? { ok: true, value: null } : read;
}
