import { LambdaEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** Tells how far the numbers can be trusted, where that is not wholly. */
export function ConfidenceAlert(props: { lambda: LambdaEntityCoverage }) {
  const { confidence, confidenceLine, dockerfile } = props.lambda;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (confidence === 'exact') {
    return null;
  }
  const place =
    confidenceLine === null
      ? dockerfile
      : t('lambdaCard.confidence.line', {
          dockerfile,
          line: String(confidenceLine),
        });
  return (
    <Alert
      role="note"
      status={confidence === 'over' ? 'info' : 'warning'}
      icon
      title={t(`lambdaCard.confidence.${confidence}`)}
      description={t(`lambdaCard.confidence.${confidence}Help`, { place })}
    />
  );
}
