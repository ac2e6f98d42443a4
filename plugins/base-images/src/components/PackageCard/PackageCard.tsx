import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { baseImagesTranslationRef } from '../../translation';
import { CoverageCard } from '../CoverageCard';
import { DeclareLink } from '../DeclareLink';
import { PackageHolders } from './PackageHolders';
import { PackageUsers } from './PackageUsers';

/** On the page of a package: which base images hold it, and which Lambdas need it. */
export function PackageCard(props: { declareTemplates: string[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CoverageCard kind="package" title={t('packageCard.title')}>
      {coverage => (
        <>
          <PackageHolders
            title={t('packageCard.baseImages.title')}
            baseImages={coverage.baseImages}
            empty={
              <Text as="p" variant="body-medium">
                {t('packageCard.baseImages.empty')}{' '}
                {t('packageCard.baseImages.emptyHelp', {
                  file: <code>base-images.yaml</code>,
                })}
              </Text>
            }
          />
          {coverage.baseImages.length === 0 && (
            <DeclareLink
              templates={props.declareTemplates}
              image={{ packages: [coverage.name] }}
            >
              {t('packageCard.declare')}
            </DeclareLink>
          )}
          {coverage.dependencyBaseImages.length > 0 && (
            <PackageHolders
              title={t('packageCard.dependencyBaseImages.title')}
              baseImages={coverage.dependencyBaseImages}
            />
          )}
          <PackageUsers lambdas={coverage.lambdas} />
        </>
      )}
    </CoverageCard>
  );
}
