import { useId } from 'react';
import { DiffLine, parseDiff } from './parseDiff';
import styles from './DiffView.module.css';

/** What {@link DiffView} shows. */
export interface DiffViewProps {
  /** What it is the difference of. */
  caption: string;
  /** In the unified format of `diff -u`. */
  diff: string;
  /** What to say where there is none. */
  empty: string;
}

const SIGNS: Record<DiffLine['kind'], string> = {
  hunk: '',
  same: ' ',
  removed: '-',
  added: '+',
  note: '',
};

/** Screen readers tell what was inserted and deleted. */
const ELEMENTS = {
  hunk: 'span',
  same: 'span',
  removed: 'del',
  added: 'ins',
  note: 'span',
} as const;

/** The difference of two texts, line by line. */
export function DiffView(props: DiffViewProps) {
  const captionId = useId();
  const lines = parseDiff(props.diff);

  return (
    <figure className={styles.root} aria-labelledby={captionId}>
      <figcaption id={captionId} className={styles.caption}>
        {props.caption}
      </figcaption>
      <div className={styles.text}>
        {lines.length === 0 && (
          <div className={styles.line} data-kind="note">
            <span className={styles.code}>{props.empty}</span>
          </div>
        )}
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
    </figure>
  );
}

function Line({ line }: { line: DiffLine }) {
  const { kind, text, before, after } = line;
  const Element = ELEMENTS[kind];

  return (
    <div className={styles.line} data-kind={kind}>
      <span className={styles.number} data-number={before ?? ''} />
      <span className={styles.number} data-number={after ?? ''} />
      <span className={styles.sign}>{SIGNS[kind]}</span>
      <Element className={styles.code}>{text === '' ? ' ' : text}</Element>
    </div>
  );
}
