import { EntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';
import { EntityCoverageOf, useEntityCoverage } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import styles from './CoverageCard.module.css';
import { LoadFailure } from '../LoadFailure';
import { CoverageSkeleton } from './CoverageSkeleton';
import { DiagnosticList } from './DiagnosticList';
import { ScanDate } from './ScanDate';
import { StaleScanAlert } from './StaleScanAlert';

/** What {@link CoverageCard} shows. */
export interface CoverageCardProps<TKind extends EntityCoverage['kind']> {
  kind: TKind;
  title: string;
  /** The body of the card, once the coverage is there. */
  children: (coverage: EntityCoverageOf<TKind>) => ReactNode;
}

/** The card around the coverage of an entity: every state but the loaded one is the same for all kinds. */
export function CoverageCard<TKind extends EntityCoverage['kind']>(
  props: CoverageCardProps<TKind>,
) {
  const { kind, title, children } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const state = useEntityCoverage(entity, kind);

  if (state.status === 'other-kind') {
    return null;
  }
  if (state.status === 'loading') {
    return (
      <EntityInfoCard title={title}>
        <CoverageSkeleton hasGauge={kind === 'lambda'} />
      </EntityInfoCard>
    );
  }
  if (state.status !== 'loaded') {
    return (
      <EntityInfoCard title={title}>
        <LoadFailure title={t('state.failedTitle')} failure={state} />
      </EntityInfoCard>
    );
  }

  const { coverage } = state;
  return (
    <EntityInfoCard title={title}>
      <div className={styles.root}>
        <StaleScanAlert scan={coverage} />
        {children(coverage)}
        <DiagnosticList
          sourceId={coverage.sourceId}
          diagnostics={coverage.diagnostics}
        />
        <ScanDate scan={coverage} />
      </div>
    </EntityInfoCard>
  );
}
