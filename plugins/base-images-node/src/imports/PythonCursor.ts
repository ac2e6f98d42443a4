import { CARRIAGE_RETURN, LINE_FEED } from './characters';

/** A place in a text. */
export interface TextPlace {
  readonly position: number;
  /** 1-based. */
  readonly line: number;
  /** Position at which the line begins. */
  readonly lineStart: number;
}

/** Walks through a text and counts its lines. */
export class PythonCursor implements TextPlace {
  position = 0;
  line = 1;
  lineStart = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The code at an offset from the position; NaN outside of the text. */
  code(offset: number = 0): number {
    return this.text.charCodeAt(this.position + offset);
  }

  atLineBreak(offset: number = 0): boolean {
    const code = this.code(offset);
    return code === LINE_FEED || code === CARRIAGE_RETURN;
  }

  /** Takes the line break at the position. */
  takeLineBreak(): void {
    const isPair =
      this.code() === CARRIAGE_RETURN && this.code(1) === LINE_FEED;
    this.position += isPair ? 2 : 1;
    this.line += 1;
    this.lineStart = this.position;
  }

  place(): TextPlace {
    const { position, line, lineStart } = this;
    return { position, line, lineStart };
  }

  returnTo({ position, line, lineStart }: TextPlace): void {
    this.position = position;
    this.line = line;
    this.lineStart = lineStart;
  }
}
