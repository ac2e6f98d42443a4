/**
 * Short texts that are kept for long, each once. A piece of a long text keeps all of it in memory; what comes from here does not.
 */
export class TextPool {
  readonly #texts = new Map<string, string>();

  of(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      return known;
    }
    const copy = Buffer.from(text, 'utf8').toString('utf8');
    this.#texts.set(copy, copy);
    return copy;
  }
}
