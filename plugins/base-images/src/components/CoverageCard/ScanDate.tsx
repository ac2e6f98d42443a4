import { EntityCoverageSource } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { DATE_FORMAT } from '../../dateFormat';

/** As many digits of a commit id as git hosts show. */
const REVISION_LENGTH = 12;

/** When the scan that is shown ended, and which revision it read. */
export function ScanDate(props: { scan: EntityCoverageSource }) {
  const { revision, scannedAt } = props.scan;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const date = new Date(scannedAt);
  const formatParams = { date: DATE_FORMAT };

  return (
    <Note>
      {revision === null
        ? t('scan.at', { date, formatParams })
        : t('scan.atRevision', {
            date,
            revision: revision.slice(0, REVISION_LENGTH),
            formatParams,
          })}
    </Note>
  );
}
