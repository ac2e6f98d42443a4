import { EntityCoverageSource } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { ShortValue } from '../ShortValue';
import { When } from '../When';

/** When the scan that is shown ended, and which revision it read. */
export function ScanDate(props: { scan: EntityCoverageSource }) {
  const { revision, scannedAt } = props.scan;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const time = <When time={scannedAt} />;

  return (
    <Note>
      {revision === null
        ? t('scan.at', { time })
        : t('scan.atRevision', {
            time,
            revision: <ShortValue value={revision} />,
          })}
    </Note>
  );
}
