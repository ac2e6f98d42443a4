import { Radio, Text } from '@backstage/ui';
import styles from './BaseImageChoice.module.css';

/** What {@link BaseImageChoice} shows. */
export interface BaseImageChoiceProps {
  value: string;
  name: string;
  /** One sentence each. */
  notes: string[];
  isDisabled?: boolean;
}

/** One base image to choose, with what speaks for and against it. */
export function BaseImageChoice(props: BaseImageChoiceProps) {
  const { value, name, notes, isDisabled } = props;

  return (
    <Radio value={value} isDisabled={isDisabled} className={styles.root}>
      <span className={styles.text}>
        <Text as="span" weight="bold">
          {name}
        </Text>
        {notes.map(note => (
          <Text
            key={note}
            as="span"
            variant="body-small"
            className={styles.note}
          >
            {' '}
            {note}
          </Text>
        ))}
      </span>
    </Radio>
  );
}
