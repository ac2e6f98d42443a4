import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './Note.module.css';

/** What {@link Note} shows. */
export interface NoteProps {
  as?: 'p' | 'span';
  children: ReactNode;
}

/** Small text that stands back behind what it is about. */
export function Note(props: NoteProps) {
  const { as = 'p', children } = props;

  return (
    <Text as={as} variant="body-small" className={styles.root}>
      {children}
    </Text>
  );
}
