import { toPercent } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import styles from './CoverageBar.module.css';

/** What {@link CoverageBar} shows. */
export interface CoverageBarProps {
  /** What the bar measures, for those who cannot see it. */
  label: string;
  /** From 0 to 1. */
  coverage: number;
}

/** A small bar with its percentage, for a line of a list. */
export function CoverageBar(props: CoverageBarProps) {
  const { label, coverage } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const percent = toPercent(coverage);
  const text = t('lambdaCard.gauge.percent', { percent });

  return (
    <span className={styles.root}>
      <span
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
      >
        <span className={styles.value} style={{ width: `${percent}%` }} />
      </span>
      <Text variant="body-small" className={styles.percent} aria-hidden="true">
        {text}
      </Text>
    </span>
  );
}
