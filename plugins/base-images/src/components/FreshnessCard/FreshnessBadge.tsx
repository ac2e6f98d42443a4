import { FreshnessStatus } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { StatusBadge } from '../StatusBadge';

const TONES = {
  fresh: 'good',
  stale: 'warning',
  missing: 'warning',
  unknown: 'neutral',
} as const;

/** How fresh something is, in a word. */
export function FreshnessBadge(props: { status: FreshnessStatus }) {
  const { status } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <StatusBadge tone={TONES[status]}>
      {t(`freshness.status.${status}`)}
    </StatusBadge>
  );
}
