import {
  BaseImageCoverage,
  Lambda,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseImageIndex } from './BaseImageIndex';
import { CoverableLambda, requiredSetOf } from './coverLambda';
import { coverWith, rankBaseImages } from './coverRequiredSet';

/** How the best base image covers a Lambda. */
export interface BestCoverage {
  baseImage: string | null;
  /** Number of required packages that it holds. */
  covered: number;
  /** covered / required; null when nothing is required. */
  coverage: number | null;
}

/** A function that gives the best coverage of a Lambda. */
export function bestCoverage(
  monorepo: Pick<Monorepo, 'baseImages'>,
): (lambda: CoverableLambda) => BestCoverage {
  const index = BaseImageIndex.of(monorepo.baseImages);
  return lambda => {
    const [best] = rankBaseImages(requiredSetOf(lambda), index);
    return toBest(lambda, best && coverWith(best, lambda.requires));
  };
}

function toBest(
  lambda: Pick<Lambda, 'requires'>,
  coverage: BaseImageCoverage | undefined,
): BestCoverage {
  return {
    baseImage: coverage?.baseImage ?? null,
    covered: coverage?.covered.length ?? 0,
    coverage: coverage?.coverage ?? (lambda.requires.length > 0 ? 0 : null),
  };
}
