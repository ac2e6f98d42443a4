import {
  BaseImage,
  BaseImageFit,
  BaseImageMismatch,
} from '@base-images/backstage-plugin-base-images-common';
import { CoverableLambda, coverLambda } from './coverLambda';
import { coverWith } from './coverRequiredSet';
import { findLineageMismatches } from './fitsLineage';

/**
 * How every base image fits a Lambda: those that qualify, best first; then the others by their coverage and name, with why they
 * do not.
 *
 * @public
 */
export function fitBaseImages(
  lambda: CoverableLambda,
  baseImages: readonly BaseImage[],
): BaseImageFit[] {
  const ranks = new Map(
    coverLambda(lambda, baseImages).map((item, rank) => [item.baseImage, rank]),
  );
  const rankOf = (item: BaseImageFit) =>
    ranks.get(item.baseImage) ?? ranks.size + 1 - (item.coverage ?? 0);
  return baseImages
    .map(baseImage => fit(lambda, baseImage))
    .sort(
      (a, b) => rankOf(a) - rankOf(b) || (a.baseImage < b.baseImage ? -1 : 1),
    );
}

function fit(lambda: CoverableLambda, baseImage: BaseImage): BaseImageFit {
  const { include, parentImage, python, platforms } = baseImage;
  const coverage = coverWith(baseImage, lambda.requires);
  const mismatches: BaseImageMismatch[] = findLineageMismatches(
    baseImage,
    lambda,
  );
  if (coverage.covered.length === 0) {
    mismatches.push('nothing-covered');
  }
  if (coverage.surplus.length > 0) {
    mismatches.push('surplus');
  }
  return { ...coverage, mismatches, include, parentImage, python, platforms };
}
