import { LineIndex } from '../../../docker/LineIndex';

/** A text that is not HCL, or is nested too deeply. */
export class HclSyntaxError extends Error {
  /** @param line - 1-based. */
  constructor(readonly line: number) {
    super('HCL syntax error');
  }
}

/** Depth of nesting that is followed: no file that people write is deeper. */
export const MAX_DEPTH = 100;

/** The name of an attribute, a block, a variable or a function. */
export const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** Goes through a text of HCL, character by character. */
export class HclScanner {
  protected position = 0;
  private readonly lines: LineIndex;

  constructor(protected readonly text: string) {
    this.lines = LineIndex.of(text);
  }

  /** Passes over spaces and comments, and over ends of lines where they mean nothing. */
  protected skip(newlines: boolean): void {
    for (;;) {
      const character = this.text[this.position];
      if (character === ' ' || character === '\t' || character === '\r') {
        this.position += 1;
      } else if (newlines && (character === '\n' || character === '\uFEFF')) {
        this.position += 1;
      } else if (
        character === '#' ||
        this.text.startsWith('//', this.position)
      ) {
        const end = this.text.indexOf('\n', this.position);
        this.position = end === -1 ? this.text.length : end;
      } else if (this.text.startsWith('/*', this.position)) {
        const end = this.text.indexOf('*/', this.position + 2);
        this.position = end === -1 ? this.text.length : end + 2;
      } else {
        return;
      }
    }
  }

  protected peek(): string {
    return this.text[this.position] ?? '';
  }

  protected take(character: string): boolean {
    if (this.text[this.position] !== character) {
      return false;
    }
    this.position += 1;
    return true;
  }

  protected expect(character: string): void {
    if (!this.take(character)) {
      throw this.error();
    }
  }

  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  protected checkDepth(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw this.error();
    }
  }

  protected fail(): never {
    throw this.error();
  }

  protected error(): HclSyntaxError {
    return new HclSyntaxError(this.line());
  }

  protected line(): number {
    return this.lines.lineAt(this.position);
  }
}
