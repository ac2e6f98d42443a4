import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { CoverageCard } from '../CoverageCard';
import { ConfidenceAlert } from './ConfidenceAlert';
import { LambdaActions, LambdaActionsProps } from './LambdaActions';
import { LambdaPackages } from './LambdaPackages';
import { LambdaSummary } from './LambdaSummary';

/** On the page of a Lambda: which base image covers what it requires, and what is lacking. */
export function LambdaCard(props: Omit<LambdaActionsProps, 'lambda'>) {
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <CoverageCard kind="lambda" title={t('lambdaCard.title')}>
      {coverage => (
        <>
          <ConfidenceAlert lambda={coverage} />
          <LambdaSummary lambda={coverage} />
          <LambdaActions lambda={coverage} {...props} />
          <LambdaPackages lambda={coverage} />
        </>
      )}
    </CoverageCard>
  );
}
