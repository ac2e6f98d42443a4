import { MAXIMUM_LENGTH, WordExpander } from './WordExpander';

/** A variable's value, with the variables without a value that it was made from. */
export interface VariableValue {
  value: string;
  unset: readonly string[];
}

/** What {@link expandWord} gives. */
export interface Expansion extends VariableValue {
  /** What BuildKit would refuse. */
  problem: string | undefined;
}

export type VariableLookup = (name: string) => VariableValue | undefined;

/**
 * Expands variables in a word and takes off its quotes and escapes (Dockerfile reference, "Environment replacement"). Never
 * throws; length and depth are bounded. A name that has no value gives nothing, and is told in `unset`.
 */
export function expandWord(
  word: string,
  lookup: VariableLookup,
  escape: string = '\\',
): Expansion {
  const expander = new WordExpander(word, lookup, escape);
  const value = expander.readUntil(undefined);
  return {
    value: value.slice(0, MAXIMUM_LENGTH),
    unset: [...expander.unset].slice(0, 16),
    problem: expander.problem,
  };
}
