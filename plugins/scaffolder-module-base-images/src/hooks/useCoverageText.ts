import {
  BaseImageCoverage,
  toPercent,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesFormTranslationRef } from '../translation';

/** Says a coverage as "50%, 1 of 2 required packages". */
export function useCoverageText(): (
  coverage: Pick<BaseImageCoverage, 'covered' | 'uncovered' | 'coverage'>,
) => string {
  const { t } = useTranslationRef(baseImagesFormTranslationRef);

  return ({ covered, uncovered, coverage }) =>
    t('coverage.value', {
      percent: toPercent(coverage ?? 0),
      packages: t('coverage.packages', {
        covered: covered.length,
        count: covered.length + uncovered.length,
      }),
    });
}
