import { FreshnessReason } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { baseImagesTranslationRef } from '../../translation';
import { ShortValue } from '../ShortValue';
import { describeReason } from './describeReason';
import styles from './FreshnessReasons.module.css';

/** What {@link FreshnessReasons} shows. */
export interface FreshnessReasonsProps {
  /** What is stale, for those who cannot see it. */
  name: string;
  reasons: FreshnessReason[];
}

/** Why something is stale, each reason with what it was and what it is. */
export function FreshnessReasons(props: FreshnessReasonsProps) {
  const { name, reasons } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (reasons.length === 0) {
    return null;
  }
  return (
    <ul className={styles.root} aria-label={t('freshness.reasons', { name })}>
      {reasons.map(reason => (
        <li key={`${reason.kind} ${reason.subject}`}>
          {describeReason(reason, t)}
          <FromTo reason={reason} />
        </li>
      ))}
    </ul>
  );
}

/** What came and what went is in the words already. */
function FromTo(props: { reason: FreshnessReason }) {
  const { from, to, kind } = props.reason;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  if (from === null || to === null || kind === 'age') {
    return null;
  }
  return (
    <>
      {': '}
      <ShortValue value={from} /> <span aria-hidden="true">→</span>
      <VisuallyHidden>{t('reason.arrow')}</VisuallyHidden>{' '}
      <ShortValue value={to} />
    </>
  );
}
