import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CoverageCard } from '../CoverageCard';
import { DeclareLink } from '../DeclareLink';
import { BaseImageFacts } from './BaseImageFacts';
import { BaseImagePackages } from './BaseImagePackages';
import { BaseImageUsers } from './BaseImageUsers';

/** On the page of a base image: what it stands on, what it holds, and what stands on it. */
export function BaseImageCard(props: { declareTemplates: string[] }) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CoverageCard kind="base-image" title={t('baseImageCard.title')}>
      {coverage => (
        <>
          <BaseImageFacts baseImage={coverage} />
          <DeclareLink
            templates={props.declareTemplates}
            image={{ from: coverage.name }}
          >
            {t('baseImageCard.declare')}
          </DeclareLink>
          <BaseImagePackages baseImage={coverage} />
          <BaseImageUsers baseImage={coverage} />
        </>
      )}
    </CoverageCard>
  );
}
