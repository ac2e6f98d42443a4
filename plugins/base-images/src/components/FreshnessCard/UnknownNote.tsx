import { FreshnessStatus } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DATE_FORMAT } from '../../dateFormat';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';

/** What {@link UnknownNote} shows. */
export interface UnknownNoteProps {
  status: FreshnessStatus;
  unknown: { message: string; since: string } | null;
}

/** Why nothing is known, and since when; nothing where something is. */
export function UnknownNote(props: UnknownNoteProps) {
  const { status, unknown } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (status !== 'unknown') {
    return null;
  }
  return (
    <Note>
      {unknown
        ? t('freshness.unknownSince', {
            date: new Date(unknown.since),
            message: unknown.message,
            formatParams: { date: DATE_FORMAT },
          })
        : t('freshness.unknownWithoutReason')}
    </Note>
  );
}
