import { Lambda } from '../model/Lambda';

/** A Lambda with the base image that fits it best: what `base-images lambdas` prints. @public */
export interface LambdaReport extends Omit<Lambda, 'owners' | 'build'> {
  /** Name of the base image that covers most of what it requires, or null when none covers anything. */
  baseImage: string | null;
  /** covered / required by that base image, from 0 to 1, not rounded; null when nothing is required. */
  coverage: number | null;
}
