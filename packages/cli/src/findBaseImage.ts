import {
  coverLambda,
  RewritableLambda,
} from '@base-images/backstage-plugin-base-images-node';
import {
  BaseImage,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { CommandFailure } from './CommandFailure';

/**
 * The base image of a name, or the one that covers most of a Lambda; undefined when none does.
 *
 * @throws CommandFailure when there is none of that name.
 */
export function findBaseImage(
  { baseImages }: Monorepo,
  lambda: RewritableLambda,
  name: string | undefined,
): BaseImage | undefined {
  const best = name ?? coverLambda(lambda, baseImages)[0]?.baseImage;
  const found = baseImages.find(item => item.name === best);
  if (name !== undefined && !found) {
    const names = baseImages.map(item => item.name).join(', ') || 'none';
    throw new CommandFailure(
      `There is no base image ${name}; base-images.yaml declares ${names}`,
    );
  }
  return found;
}
