import { UNKNOWN_TEXT } from './ShellState';

/** Longest text that a script may put together, in UTF-16 code units; what is longer is not known. */
export const MAXIMUM_LENGTH = 65_536;

/** Texts in a row, or {@link UNKNOWN_TEXT} where they are too long together. */
export function joinWithin(
  texts: Iterable<string>,
  separator: string = '',
): string {
  const taken: string[] = [];
  let length = 0;
  for (const text of texts) {
    length += text.length + separator.length;
    if (length > MAXIMUM_LENGTH) {
      return UNKNOWN_TEXT;
    }
    taken.push(text);
  }
  return taken.join(separator);
}
