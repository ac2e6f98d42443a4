import {
  baseImageReference,
  BuildInputs,
  completeInputs,
  withParentDigest,
} from '@base-images/backstage-plugin-base-images-node';
import { RunContext } from './RunContext';
import { StepRecord } from '../store/RebuildRecords';

/** What a step is built from, with the digest that its parent handed over; undefined while that is not known. */
export function stepInputs(
  { steps }: Pick<RunContext, 'steps'>,
  { plan }: StepRecord,
): BuildInputs | undefined {
  const { inputs, parent, dependsOn } = plan;
  // A digest that is not known yet is left out by JSON.
  const images = parent
    ? { [baseImageReference(parent.name)]: undefined, ...inputs.images }
    : inputs.images;
  const known = { ...inputs, images };
  const built = steps.find(step => step.stepId === dependsOn[0]);
  if (dependsOn.length > 0 && !built?.digest) {
    return undefined;
  }
  return (
    completeInputs(
      parent && built?.digest
        ? withParentDigest(known, parent.name, built.digest)
        : known,
    ) ?? undefined
  );
}
