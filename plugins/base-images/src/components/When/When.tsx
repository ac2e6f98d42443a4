import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DATE_FORMAT } from '../../dateFormat';
import { useNow } from '../../hooks';
import { baseImagesTranslationRef } from '../../translation';
import { toRelativeTime } from './toRelativeTime';

/** A time as people say it, such as "3 minutes ago"; the exact one is in its title. */
export function When(props: {
  /** ISO 8601. */
  time: string;
}) {
  const now = useNow();
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const date = new Date(props.time);
  const relative = toRelativeTime(date, now);

  return (
    <time
      dateTime={props.time}
      title={t('time.exact', { date, formatParams: { date: DATE_FORMAT } })}
    >
      {relative === undefined
        ? t('time.now')
        : t('time.relative', {
            value: relative.value,
            formatParams: { value: { range: relative.unit } },
          })}
    </time>
  );
}
