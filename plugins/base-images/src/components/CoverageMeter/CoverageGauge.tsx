import { toPercent } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import styles from './CoverageGauge.module.css';

const RADIUS = 42;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** What {@link CoverageGauge} shows. */
export interface CoverageGaugeProps {
  /** What the gauge measures, for those who cannot see it. */
  label: string;
  covered: number;
  /** At least one. */
  required: number;
}

/** A ring with the percentage in it and the numbers beside it. */
export function CoverageGauge(props: CoverageGaugeProps) {
  const { label, covered, required } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const coverage = covered / required;
  const percent = toPercent(coverage);
  const packages = t('lambdaCard.gauge.packages', { covered, count: required });

  return (
    <div className={styles.root}>
      <div
        className={styles.ring}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t('lambdaCard.gauge.value', { percent, packages })}
      >
        <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
          <circle className={styles.track} cx="50" cy="50" r={RADIUS} />
          {covered > 0 && (
            <circle
              className={styles.value}
              cx="50"
              cy="50"
              r={RADIUS}
              strokeDasharray={`${coverage * CIRCUMFERENCE} ${CIRCUMFERENCE}`}
            />
          )}
        </svg>
        <Text
          variant="title-small"
          weight="bold"
          className={styles.percent}
          aria-hidden="true"
        >
          {t('lambdaCard.gauge.percent', { percent })}
        </Text>
      </div>
      <Text variant="body-medium">{packages}</Text>
    </div>
  );
}
