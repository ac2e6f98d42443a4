import {
  BaseImageFit,
  LambdaBaseImages,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCoverageText } from '../../hooks/useCoverageText';
import { baseImagesFormTranslationRef } from '../../translation';
import { formatPackages } from '../formatPackages';

/** Most packages that are named of those that a base image lacks, or has too many. */
const MOST_NAMED = 5;

/** Says how a base image fits a Lambda, in a few sentences: what hinders it first. */
export function useFitText(
  lambda: LambdaBaseImages,
): (fit: BaseImageFit) => string[] {
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const describeCoverage = useCoverageText();
  const unknown = t('baseImagePicker.unknown');

  const describeMismatches = (fit: BaseImageFit) =>
    fit.mismatches.flatMap(reason => {
      switch (reason) {
        case 'lineage':
          return [t('baseImagePicker.mismatch.lineage')];
        case 'parent':
        case 'platform':
        case 'python':
          return [
            t(`baseImagePicker.mismatch.${reason}`, {
              image: valueOf(fit, reason) ?? unknown,
              lambda: lambda[reason] ?? unknown,
            }),
          ];
        case 'surplus':
          return [
            t('baseImagePicker.mismatch.surplus', {
              packages: nameSome(formatPackages(fit.surplus)),
            }),
          ];
        default:
          return [];
      }
    });

  const describeUncovered = ({ uncovered }: BaseImageFit) => {
    if (uncovered.length === 0) {
      return [];
    }
    const names = formatPackages(uncovered);
    return uncovered.length <= MOST_NAMED
      ? [t('baseImagePicker.uncovered', { packages: names })]
      : [
          t('baseImagePicker.moreUncovered', {
            packages: names.slice(0, MOST_NAMED).join(', '),
            count: names.length - MOST_NAMED,
          }),
        ];
  };

  return fit => [
    ...describeMismatches(fit),
    ...(fit.covered.length === 0
      ? [t('baseImagePicker.coversNothing')]
      : [
          t('baseImagePicker.covers', { coverage: describeCoverage(fit) }),
          ...describeUncovered(fit),
        ]),
    ...(fit.include === 'dependencies'
      ? [t('baseImagePicker.dependencies')]
      : []),
  ];
}

function valueOf(
  fit: BaseImageFit,
  reason: 'parent' | 'platform' | 'python',
): string | null {
  switch (reason) {
    case 'parent':
      return fit.parentImage;
    case 'platform':
      return fit.platforms.join(', ');
    default:
      return fit.python;
  }
}

function nameSome(names: string[]): string {
  return names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')}, …`;
}
