import { DATE_FORMAT } from '../../dateFormat';
import styles from './ShortValue.module.css';

/** As many digits of a hash as tell it from others. */
const SHORT_LENGTH = 12;

const HASH = /^(?:sha256:)?([0-9a-f]{20,})$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A hash, a digest, a time or a text: short to look at, whole in its title. */
export function ShortValue(props: { value: string }) {
  const { value } = props;

  return (
    <code className={styles.root} title={value}>
      {shorten(value)}
    </code>
  );
}

function shorten(value: string): string {
  const [, digits] = HASH.exec(value) ?? [];
  if (digits !== undefined) {
    return digits.slice(0, SHORT_LENGTH);
  }
  return TIME.test(value)
    ? new Date(value).toLocaleString(undefined, DATE_FORMAT)
    : value;
}
