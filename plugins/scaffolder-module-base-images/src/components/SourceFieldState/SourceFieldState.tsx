import { ReactNode } from 'react';
import { Loaded } from '../../hooks/useLoad';
import { FieldNotice } from '../FieldNotice';
import { FieldState } from '../FieldState';

/** What {@link SourceFieldState} shows. */
export interface SourceFieldStateProps<T> {
  /** Undefined when the source cannot be told. */
  state: Loaded<T | undefined>;
  /** What to say where the source cannot be told. */
  noSource: { title: string; help: string };
  /** What to say where the source has nothing to choose from; undefined where it has. */
  describeEmpty: (value: T) => { title: string; help: string } | undefined;
  /** The field, once there is something to choose from. */
  children: (value: T) => ReactNode;
}

/** A field around what it loads of one source. */
export function SourceFieldState<T>(props: SourceFieldStateProps<T>) {
  const { state, noSource, describeEmpty, children } = props;

  return (
    <FieldState state={state}>
      {value => {
        if (value === undefined) {
          return <FieldNotice {...noSource} />;
        }
        const empty = describeEmpty(value);
        return empty ? (
          <FieldNotice status="warning" {...empty} />
        ) : (
          children(value)
        );
      }}
    </FieldState>
  );
}
