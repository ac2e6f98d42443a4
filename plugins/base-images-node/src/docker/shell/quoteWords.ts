/** A script that runs one command with exactly these words: for the exec form, which no shell reads. */
export function quoteWords(words: readonly string[]): string {
  return words.map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}
