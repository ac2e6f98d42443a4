/** A failure at a place in a text. */
export class TextSyntaxError extends Error {
  constructor(
    message: string,
    /** 0-based offset of what is wrong, in UTF-16 code units. */
    readonly offset: number,
  ) {
    super(message);
    this.name = 'TextSyntaxError';
  }
}

/**
 * A position in a text for the recursive descent parsers of this folder. Patterns are sticky, so that every step looks only
 * at what stands at the position and a whole parse takes linear time.
 */
export class TextCursor {
  position = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position === this.text.length;
  }

  /** Whether a character stands here. */
  at(character: string): boolean {
    return this.text[this.position] === character;
  }

  /** Whether what stands here matches a sticky pattern. */
  matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    return pattern.test(this.text);
  }

  /** Steps over a character if it stands here. */
  skip(character: string): boolean {
    if (!this.at(character)) {
      return false;
    }
    this.position += 1;
    return true;
  }

  /** Reads what matches a sticky pattern here, if anything does. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (!match) {
      return undefined;
    }
    this.position += match[0].length;
    return match[0];
  }

  /** Steps over spaces and tabs. */
  skipBlanks(): void {
    while (this.at(' ') || this.at('\t')) {
      this.position += 1;
    }
  }

  fail(message: string, offset: number = this.position): never {
    throw new TextSyntaxError(message, offset);
  }
}
