import { ReactNode } from 'react';
import { Note } from '../Note';
import styles from './FactList.module.css';

/** A name and a value. */
export interface Fact {
  name: string;
  value: ReactNode;
}

/** Short facts, each a name above its value. */
export function FactList(props: { facts: Fact[] }) {
  return (
    <dl className={styles.root}>
      {props.facts.map(fact => (
        <div key={fact.name} className={styles.fact}>
          <dt>
            <Note as="span">{fact.name}</Note>
          </dt>
          <dd className={styles.value}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
