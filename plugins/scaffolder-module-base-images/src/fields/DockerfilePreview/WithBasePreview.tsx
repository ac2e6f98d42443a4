import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldNotice } from '../../components/FieldNotice';
import { FieldState } from '../../components/FieldState';
import { useCoverageText } from '../../hooks/useCoverageText';
import { useWithBasePreview } from '../../hooks/useWithBasePreview';
import { baseImagesFormTranslationRef } from '../../translation';
import { formatPackages } from '../formatPackages';
import { readFormField } from '../readFormField';
import { KeptList } from './KeptList';
import { PreviewPartProps } from './PreviewPartProps';
import { ProposedFiles } from './ProposedFiles';
import { RefusalList } from './RefusalList';

/** What the Dockerfile of the chosen Lambda becomes on the chosen base image, or why it is not rewritten. */
export function WithBasePreview(props: PreviewPartProps) {
  const { formContext, options } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const describeCoverage = useCoverageText();
  const lambdaRef = readFormField(formContext, options.lambdaField ?? 'lambda');
  const preview = useWithBasePreview(
    lambdaRef,
    readFormField(formContext, options.baseImageField ?? 'baseImage'),
  );

  if (lambdaRef === undefined) {
    return (
      <FieldNotice
        title={t('preview.emptyTitle')}
        help={t('preview.lambdaHelp')}
      />
    );
  }
  return (
    <FieldState state={preview}>
      {({ coverage, files, kept, refusals, revision }) =>
        refusals.length > 0 ? (
          <RefusalList title={t('preview.refused.title')} refusals={refusals} />
        ) : (
          <>
            {coverage && (
              <Text as="p" variant="body-medium">
                {t('preview.covers', {
                  baseImage: coverage.baseImage,
                  coverage: describeCoverage(coverage),
                })}
                {coverage.uncovered.length > 0 &&
                  ` ${t('preview.uncovered', {
                    packages: formatPackages(coverage.uncovered),
                  })}`}
              </Text>
            )}
            <ProposedFiles files={files} revision={revision} />
            <KeptList kept={kept} />
          </>
        )
      }
    </FieldState>
  );
}
