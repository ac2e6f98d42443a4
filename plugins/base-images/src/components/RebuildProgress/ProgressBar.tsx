import { Text } from '@backstage/ui';
import styles from './ProgressBar.module.css';

/** What {@link ProgressBar} shows. */
export interface ProgressBarProps {
  /** What goes on, for those who cannot see it. */
  label: string;
  value: number;
  total: number;
  /** The value in words. */
  text: string;
}

/** How far something is. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, value, total, text } = props;

  return (
    <div className={styles.root}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={value}
        aria-valuetext={text}
      >
        <div
          className={styles.value}
          style={{ width: `${(100 * value) / total}%` }}
        />
      </div>
      <Text variant="body-small" aria-hidden="true">
        {text}
      </Text>
    </div>
  );
}
