/** A word with its place in the text that it was taken from. */
export interface TextWord {
  text: string;
  start: number;
}

/**
 * Splits at blanks that are neither quoted nor escaped, and keeps quotes and escapes as they are: how BuildKit reads the
 * pairs of `ENV`, `LABEL` and `ARG`.
 */
export function splitWords(text: string, escape: string): TextWord[] {
  const words: TextWord[] = [];
  let position = 0;
  while (position < text.length) {
    if (isBlank(text[position])) {
      position++;
    } else {
      const end = endOfWord(text, position, escape);
      words.push({ text: text.slice(position, end), start: position });
      position = end;
    }
  }
  return words;
}

/** Where the word that begins at `start` ends. */
export function endOfWord(text: string, start: number, escape: string): number {
  let quote: string | undefined;
  let position = start;
  while (position < text.length) {
    const character = text[position];
    if (character === escape && quote !== "'") {
      position++;
    } else if (quote) {
      quote = character === quote ? undefined : quote;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (isBlank(character)) {
      break;
    }
    position++;
  }
  return Math.min(position, text.length);
}

export function isBlank(character: string): boolean {
  return /\s/.test(character);
}
