import {
  BaseImage,
  BaseImageCoverage,
  Lambda,
} from '@base-images/backstage-plugin-base-images-common';
import { coverRequiredSet } from './coverRequiredSet';
import { RequiredSet } from './RequiredSet';

/** What coverage depends on. @public */
export type CoverableLambda = Pick<
  Lambda,
  'requires' | 'platform' | 'python' | 'parent'
>;

/**
 * How each base image that qualifies covers what a Lambda requires, best first. Empty when none covers anything.
 *
 * @public
 */
export function coverLambda(
  lambda: CoverableLambda,
  baseImages: readonly BaseImage[],
): BaseImageCoverage[] {
  return coverRequiredSet(requiredSetOf(lambda), baseImages);
}

/** What a base image has to cover of a Lambda. */
export function requiredSetOf(lambda: CoverableLambda): RequiredSet {
  return {
    packages: lambda.requires,
    platform: lambda.platform,
    python: lambda.python,
    parent: lambda.parent,
    supersets: false,
  };
}
