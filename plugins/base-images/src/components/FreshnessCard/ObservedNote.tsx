import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { When } from '../When';

/** When a registry or Lambda was last looked at. */
export function ObservedNote(props: {
  /** ISO 8601, or null when that never succeeded. */
  observedAt: string | null;
}) {
  const { observedAt } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <Note as="span">
      {observedAt === null
        ? t('freshness.notObserved')
        : t('freshness.observed', { time: <When time={observedAt} /> })}
    </Note>
  );
}
