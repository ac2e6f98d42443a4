import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_CURLY,
  LINE_FEED,
  OPEN_CURLY,
} from './characters';
import { PythonCursor } from './PythonCursor';

/** An f-string or t-string that is not over yet. */
interface Template {
  quote: number;
  triple: boolean;
  raw: boolean;
}

/** A replacement field of a template: code in the middle of text. */
export interface Field {
  template: Template;
  /** Whether it stands in the format specification of another field. */
  inSpecification: boolean;
}

/**
 * Skips string literals (Python language reference, "String and Bytes literals" and "f-strings"). The code in the replacement
 * fields of templates is left to the caller: fields lie on its stack of what is open, where ordinary brackets are undefined.
 */
export class StringSkipper {
  constructor(
    private readonly cursor: PythonCursor,
    private readonly open: (Field | undefined)[],
  ) {}

  /** Skips the string whose first quote is at the position, or its text up to the first replacement field. */
  skip(): void {
    const { cursor } = this;
    const quote = cursor.code();
    const triple = cursor.code(1) === quote && cursor.code(2) === quote;
    const prefix = this.#prefix();
    cursor.position += triple ? 3 : 1;
    if (/[ft]/i.test(prefix)) {
      const raw = prefix.length === 2;
      this.#skipTemplate({ quote, triple, raw }, false);
    } else {
      this.#skipPlain(quote, triple);
    }
  }

  /** Goes on with the text around a field, behind its closing bracket. */
  leave({ template, inSpecification }: Field): void {
    this.#skipTemplate(template, inSpecification);
  }

  /** Skips the format specification of a field, behind its colon. */
  skipSpecification({ template }: Field): void {
    this.#skipTemplate(template, true);
  }

  /** `f`, `rf` and the like in front of the quote at the position; empty where the string is no template. */
  #prefix(): string {
    const { text, position } = this.cursor;
    const before = text.slice(Math.max(position - 3, 0), position);
    return /(?:^|[^\p{L}\w])([ft]r?|r[ft])$/iu.exec(before)?.[1] ?? '';
  }

  #skipPlain(quote: number, triple: boolean): void {
    const { cursor } = this;
    const { text } = cursor;
    while (cursor.position < text.length) {
      const code = text.charCodeAt(cursor.position);
      if (code === quote) {
        if (this.#takeQuote(triple)) {
          return;
        }
      } else if (code === BACKSLASH) {
        this.#takeEscape();
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        if (!triple) {
          return;
        }
        cursor.takeLineBreak();
      } else {
        cursor.position += 1;
      }
    }
  }

  #skipTemplate(template: Template, inSpecification: boolean): void {
    const { cursor, open } = this;
    let specification = inSpecification;
    while (!cursor.atEnd) {
      const code = cursor.code();
      if (code === template.quote) {
        if (this.#takeQuote(template.triple)) {
          this.#forget(template);
          return;
        }
      } else if (code === BACKSLASH) {
        this.#takeTemplateEscape(template);
      } else if (cursor.atLineBreak()) {
        if (!template.triple) {
          this.#forget(template);
          return;
        }
        cursor.takeLineBreak();
      } else if (code === OPEN_CURLY) {
        if (cursor.code(1) !== OPEN_CURLY || specification) {
          cursor.position += 1;
          open.push({ template, inSpecification: specification });
          return;
        }
        cursor.position += 2;
      } else {
        cursor.position += 1;
        if (code === CLOSE_CURLY && specification) {
          specification = open.pop()?.inSpecification ?? false;
        }
      }
    }
  }

  /** Takes the quote at the position; whether it ends the string. */
  #takeQuote(triple: boolean): boolean {
    const { cursor } = this;
    const quote = cursor.code();
    const ends =
      !triple || (cursor.code(1) === quote && cursor.code(2) === quote);
    cursor.position += triple && ends ? 3 : 1;
    return ends;
  }

  /** In raw strings, too, a backslash keeps a quote from ending the string. */
  #takeEscape(): void {
    const { cursor } = this;
    cursor.position += 1;
    if (cursor.atLineBreak()) {
      cursor.takeLineBreak();
    } else {
      cursor.position += 1;
    }
  }

  #takeTemplateEscape({ raw }: Template): void {
    const { cursor } = this;
    const next = cursor.code(1);
    if (next === OPEN_CURLY || next === CLOSE_CURLY) {
      cursor.position += 1;
    } else if (!raw && cursor.text.startsWith('N{', cursor.position + 1)) {
      cursor.position += 3;
    } else {
      this.#takeEscape();
    }
  }

  /** A template that ends in the middle of a format specification leaves no field open. */
  #forget(template: Template): void {
    while (this.open.at(-1)?.template === template) {
      this.open.pop();
    }
  }
}
