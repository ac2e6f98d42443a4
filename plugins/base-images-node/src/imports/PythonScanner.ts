import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  CLOSE_CURLY,
  CLOSE_ROUND,
  CLOSE_SQUARE,
  COLON,
  DOUBLE_QUOTE,
  EQUALS,
  FORM_FEED,
  HASH,
  LINE_FEED,
  OPEN_CURLY,
  OPEN_ROUND,
  OPEN_SQUARE,
  SEMICOLON,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters';
import { PythonCursor } from './PythonCursor';
import { Field, StringSkipper } from './StringSkipper';

/** What ends a statement, or the head of a compound one. */
export type StatementEnd = 'line' | 'semicolon' | 'colon' | 'text';

/** A tab goes to the next multiple of this ("Indentation" in the Python language reference). */
const TAB_WIDTH = 8;
const IDENTIFIER = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
/** Statements that no line inside of brackets begins with: where one does, a bracket before it was never closed. */
const SURELY_STATEMENT =
  /[ \t\f]*(?:(?:def|class|import|return|try|while|raise|with)\b|from[ \t]+[\w.]+[ \t]+import\b)/y;

/**
 * Splits a Python program into its statements without looking into most of them. Programs with errors are split as well as it
 * goes: a string ends at the end of its line at the latest, and a statement of its own ends what brackets before it hold.
 */
export class PythonScanner {
  readonly cursor: PythonCursor;
  /** Brackets, and fields of templates, that are open. */
  readonly #open: (Field | undefined)[] = [];
  readonly #strings: StringSkipper;

  /** @param onCall - Told of every opening round bracket, at its position. */
  constructor(
    text: string,
    private readonly onCall: (position: number) => void,
  ) {
    this.cursor = new PythonCursor(text);
    this.#strings = new StringSkipper(this.cursor, this.#open);
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) {
      this.cursor.position = 1;
      this.cursor.lineStart = 1;
    }
  }

  /** Goes to the first statement of the next line that has one, and gives its indentation; undefined at the end. */
  startLine(): number | undefined {
    const { cursor } = this;
    let indentation = 0;
    while (!cursor.atEnd) {
      switch (cursor.code()) {
        case SPACE:
          indentation += 1;
          cursor.position += 1;
          break;
        case TAB:
          indentation += TAB_WIDTH - (indentation % TAB_WIDTH);
          cursor.position += 1;
          break;
        case FORM_FEED:
          indentation = 0;
          cursor.position += 1;
          break;
        case HASH:
          this.#skipComment();
          break;
        case LINE_FEED:
        case CARRIAGE_RETURN:
          cursor.takeLineBreak();
          indentation = 0;
          break;
        default:
          return indentation;
      }
    }
    return undefined;
  }

  /** Skips what separates words: blanks and joined lines, in brackets line breaks and comments, too. */
  skipBlanks(inBrackets: boolean = false): void {
    const { cursor } = this;
    while (!cursor.atEnd) {
      const code = cursor.code();
      if (code === SPACE || code === TAB || code === FORM_FEED) {
        cursor.position += 1;
      } else if (code === BACKSLASH && cursor.atLineBreak(1)) {
        cursor.position += 1;
        cursor.takeLineBreak();
      } else if (inBrackets && cursor.atLineBreak()) {
        cursor.takeLineBreak();
      } else if (inBrackets && code === HASH) {
        this.#skipComment();
      } else {
        return;
      }
    }
  }

  /** Takes an identifier or a keyword; empty where there is none. */
  takeWord(): string {
    const { cursor } = this;
    IDENTIFIER.lastIndex = cursor.position;
    const word = IDENTIFIER.exec(cursor.text)?.[0] ?? '';
    cursor.position += word.length;
    return word;
  }

  /** Takes one character if it is the next. */
  take(code: number): boolean {
    const isNext = this.cursor.code() === code;
    if (isNext) {
      this.cursor.position += 1;
    }
    return isNext;
  }

  /** Goes behind the end of the statement. */
  skipStatement(): StatementEnd {
    const { cursor } = this;
    const { text } = cursor;
    const open = this.#open;
    open.length = 0;
    while (cursor.position < text.length) {
      const code = text.charCodeAt(cursor.position);
      switch (code) {
        case LINE_FEED:
        case CARRIAGE_RETURN:
          cursor.takeLineBreak();
          if (open.length === 0 || this.#startsStatement()) {
            return 'line';
          }
          break;
        case BACKSLASH:
          cursor.position += 1;
          if (cursor.atLineBreak()) {
            cursor.takeLineBreak();
          }
          break;
        case HASH:
          this.#skipComment();
          break;
        case SINGLE_QUOTE:
        case DOUBLE_QUOTE:
          this.#strings.skip();
          break;
        case OPEN_ROUND:
          this.onCall(cursor.position);
          open.push(undefined);
          cursor.position += 1;
          break;
        case OPEN_SQUARE:
        case OPEN_CURLY:
          open.push(undefined);
          cursor.position += 1;
          break;
        case CLOSE_ROUND:
        case CLOSE_SQUARE:
        case CLOSE_CURLY:
          cursor.position += 1;
          this.#close(code);
          break;
        case COLON:
          cursor.position += 1;
          if (this.#endsHead()) {
            return 'colon';
          }
          break;
        case SEMICOLON:
          cursor.position += 1;
          if (open.length === 0) {
            return 'semicolon';
          }
          break;
        default:
          cursor.position += 1;
      }
    }
    return 'text';
  }

  /** Whether the colon before the position ends the head of a statement; a format specification behind it is skipped. */
  #endsHead(): boolean {
    if (this.#open.length === 0) {
      return this.cursor.code() !== EQUALS;
    }
    const field = this.#open.at(-1);
    if (field) {
      this.#strings.skipSpecification(field);
    }
    return false;
  }

  #close(bracket: number): void {
    const field = this.#open.at(-1);
    if (!field) {
      this.#open.pop();
    } else if (bracket === CLOSE_CURLY) {
      this.#open.pop();
      this.#strings.leave(field);
    }
  }

  #skipComment(): void {
    const { cursor } = this;
    while (!cursor.atEnd && !cursor.atLineBreak()) {
      cursor.position += 1;
    }
  }

  #startsStatement(): boolean {
    SURELY_STATEMENT.lastIndex = this.cursor.position;
    return SURELY_STATEMENT.test(this.cursor.text);
  }
}
