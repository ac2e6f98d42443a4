import { EntityLink } from '@base-images/backstage-plugin-base-images-common';
import { ReactNode } from 'react';
import { Note } from '../Note';
import { LinkName } from './LinkName';
import styles from './NotedName.module.css';

/** What {@link NotedName} shows. */
export interface NotedNameProps {
  link: EntityLink;
  /** Extras to show behind the name, as a requirement spells them. */
  extras?: string[];
  /** What to say about it; nothing when it is undefined. */
  note: ReactNode;
}

/** A name of the model with a few words about it. */
export function NotedName(props: NotedNameProps) {
  const { link, extras, note } = props;

  if (note === undefined) {
    return <LinkName link={link} extras={extras} />;
  }
  return (
    <span className={styles.root}>
      <LinkName link={link} extras={extras} /> <Note as="span">{note}</Note>
    </span>
  );
}
