import { compileGlob } from '../../glob/matchGlob';
import { joinWithin } from './joinWithin';
import { UNKNOWN_TEXT } from './ShellState';

/** `${X#pattern}` and `${X%pattern}`, doubled for the longest match. */
export function removeMatch(
  value: string,
  operator: string,
  pattern: string,
): string {
  if (value.includes(UNKNOWN_TEXT) || value.length > 512) {
    return UNKNOWN_TEXT;
  }
  const matches = compileGlob(pattern);
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  const order = operator.length === 2 ? lengths.reverse() : lengths;
  const atStart = operator.startsWith('#');
  const length = order.find(count =>
    matches(
      atStart ? value.slice(0, count) : value.slice(value.length - count),
    ),
  );
  if (length === undefined) {
    return value;
  }
  return atStart ? value.slice(length) : value.slice(0, value.length - length);
}

/** `${X/text/other}`: the first one, or with `//` all, with `/#` at the start and with `/%` at the end; patterns cannot be told. */
export function replaceMatch(
  value: string,
  operator: '/' | '//' | '/#' | '/%',
  pattern: string,
  replacement: string,
): string {
  const isAnchored = operator === '/#' || operator === '/%';
  if (
    [value, pattern, replacement].some(text => text.includes(UNKNOWN_TEXT)) ||
    /[*?[\\]/.test(pattern) ||
    (pattern === '' && !isAnchored)
  ) {
    return UNKNOWN_TEXT;
  }
  switch (operator) {
    case '//':
      return joinWithin(value.split(pattern), replacement);
    case '/#':
      return value.startsWith(pattern)
        ? `${replacement}${value.slice(pattern.length)}`
        : value;
    case '/%':
      return value.endsWith(pattern)
        ? `${value.slice(0, value.length - pattern.length)}${replacement}`
        : value;
    default:
      return value.replace(pattern, () => replacement);
  }
}

/** `{a,b}` as its choices; anything else, such as a sequence, cannot be told. */
export function braceChoices(text: string): string[] {
  const inner = text.slice(1, -1);
  return /[{}$`'"\\]|\.\./.test(inner) ? [UNKNOWN_TEXT] : inner.split(',');
}
