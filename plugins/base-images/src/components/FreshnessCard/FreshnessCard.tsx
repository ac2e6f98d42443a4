import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ANNOTATION_PACKAGE } from '@base-images/backstage-plugin-base-images-common';
import { useEntityFreshness } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { LoadFailure } from '../LoadFailure';
import { Note } from '../Note';
import { EnvironmentFreshness } from './EnvironmentFreshness';
import styles from './FreshnessCard.module.css';
import { FreshnessSkeleton } from './FreshnessSkeleton';

/**
 * On the page of a Lambda, a base image or a package: how fresh its images are in each environment, and rebuilds of them.
 * There is no card where the source has no environments: who only wants coverage sees nothing of rebuilds.
 */
export function FreshnessCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const state = useEntityFreshness(stringifyEntityRef(entity));
  const isPackage =
    entity.metadata.annotations?.[ANNOTATION_PACKAGE] !== undefined;

  if (state.status === 'loading') {
    return (
      <EntityInfoCard title={t('freshness.title')}>
        <FreshnessSkeleton />
      </EntityInfoCard>
    );
  }
  if (state.status !== 'loaded') {
    return (
      <EntityInfoCard title={t('freshness.title')}>
        <LoadFailure title={t('freshness.failedTitle')} failure={state} />
      </EntityInfoCard>
    );
  }

  const { freshness, reload } = state;
  if (freshness.environments.length === 0) {
    return null;
  }
  return (
    <EntityInfoCard title={t('freshness.title')}>
      <div className={styles.root}>
        {isPackage && <Note>{t('freshness.help.package')}</Note>}
        {freshness.environments.map(environment => (
          <EnvironmentFreshness
            key={environment.environment}
            sourceId={freshness.sourceId}
            environment={environment}
            isPackage={isPackage}
            onProgress={reload}
          />
        ))}
      </div>
    </EntityInfoCard>
  );
}
