import { EntityCoverageSource } from '@base-images/backstage-plugin-base-images-common';
import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { When } from '../When';

/** Warns that scans after the one that is shown have failed. */
export function StaleScanAlert(props: { scan: EntityCoverageSource }) {
  const { scannedAt, scanError } = props.scan;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (scanError === null) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('scan.staleTitle')}
      description={t('scan.staleHelp', {
        time: <When time={scannedAt} />,
        error: scanError,
      })}
    />
  );
}
