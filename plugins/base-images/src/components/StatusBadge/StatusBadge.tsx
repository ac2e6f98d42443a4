import { Badge } from '@backstage/ui';
import styles from './StatusBadge.module.css';

/** How much a status wants to be looked at. */
export type StatusTone = 'good' | 'warning' | 'bad' | 'busy' | 'neutral';

/** What {@link StatusBadge} shows. */
export interface StatusBadgeProps {
  tone: StatusTone;
  children: string;
}

/** A word for a status; the colour says nothing that the word does not. */
export function StatusBadge(props: StatusBadgeProps) {
  return (
    <Badge className={styles.root} data-tone={props.tone}>
      {props.children}
    </Badge>
  );
}
