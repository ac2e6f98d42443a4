import { UNKNOWN_TEXT } from './ShellState';

/** Most words of a command, and most elements of an array. */
export const MAXIMUM_FIELDS = 1_000;

/** The first fields of a list that is too long, and one that stands for the others. */
export function boundFields(fields: readonly string[]): string[] {
  return fields.length > MAXIMUM_FIELDS
    ? [...fields.slice(0, MAXIMUM_FIELDS), UNKNOWN_TEXT]
    : [...fields];
}
