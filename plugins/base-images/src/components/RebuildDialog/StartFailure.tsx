import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StartOutcome } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { RequestFailure } from '../RequestFailure';

/** Why there is no rebuild after all. */
export function StartFailure(props: { outcome: StartOutcome | undefined }) {
  const { outcome } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (outcome === undefined) {
    return null;
  }
  if (outcome.status === 'nothing') {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('rebuild.nothingStarted')}
      />
    );
  }
  return (
    <RequestFailure
      title={t('rebuild.startFailed')}
      message={outcome.message}
    />
  );
}
