import { UNKNOWN_TEXT } from './ShellState';

/** A text for a message: short, with `?` for what is not known. */
export function showText(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return short.replaceAll(UNKNOWN_TEXT, '?');
}
