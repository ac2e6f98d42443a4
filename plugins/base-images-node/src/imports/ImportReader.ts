import { Attempt, BlockStack } from './BlockStack';
import { OPEN_ROUND } from './characters';
import { ImportStatement } from './ImportStatement';
import { TextPlace } from './PythonCursor';
import { PythonScanner } from './PythonScanner';

const DOT = 0x2e;
const COMMA = 0x2c;
const ASTERISK = 0x2a;

/** The callee of a dynamic import, right before its bracket. */
const DYNAMIC_IMPORT =
  /(?:^|[^\p{L}\w.])((?:importlib\.)?import_module|(?:builtins\.)?__import__)$/u;
const LONGEST_CALLEE = 'importlib.import_module'.length;
const MODULE_ARGUMENT = /\(\s*[rRuU]?(["'])([\p{L}_][\p{L}\w.]*)\1\s*[,)]/uy;

interface Found {
  statement: ImportStatement;
  attempts: readonly Attempt[];
}

/** Reads the imports of one Python file. */
export class ImportReader {
  readonly #scanner: PythonScanner;
  readonly #blocks = new BlockStack();
  readonly #found: Found[] = [];

  constructor(private readonly text: string) {
    this.#scanner = new PythonScanner(text, position => this.#call(position));
  }

  read(): ImportStatement[] {
    for (
      let indentation = this.#scanner.startLine();
      indentation !== undefined;
      indentation = this.#scanner.startLine()
    ) {
      this.#blocks.startLine(indentation);
      this.#readLine();
    }
    // Only now is it known what every `try` catches.
    return this.#found.map(({ statement, attempts }) => ({
      ...statement,
      optional:
        statement.optional ||
        attempts.some(({ catchesImportErrors }) => catchesImportErrors),
    }));
  }

  /** Reads the statements of one logical line. */
  #readLine() {
    const scanner = this.#scanner;
    const { cursor } = scanner;
    for (;;) {
      scanner.skipBlanks();
      const start = cursor.place();
      let word = scanner.takeWord();
      if (word === 'async') {
        scanner.skipBlanks();
        word = scanner.takeWord();
      }
      const afterWord = cursor.place();
      if (word === 'import') {
        this.#readImport(start);
      } else if (word === 'from') {
        this.#readFrom(start);
      }
      cursor.returnTo(afterWord);
      const end = scanner.skipStatement();
      if (end === 'line' || end === 'text') {
        return;
      }
      if (end === 'colon') {
        const head = this.text.slice(afterWord.position, cursor.position - 1);
        this.#blocks.open(word, head);
      }
    }
  }

  /** `import a.b as c, d`. */
  #readImport(start: TextPlace) {
    const scanner = this.#scanner;
    do {
      const module = this.#takeModule();
      if (module === undefined) {
        return;
      }
      this.#add(start, module, []);
      this.#skipAlias(false);
    } while (scanner.take(COMMA));
  }

  /** `from a.b import c as d, e`; the names may stand in brackets. */
  #readFrom(start: TextPlace) {
    const scanner = this.#scanner;
    const module = this.#takeModule();
    scanner.skipBlanks();
    if (module === undefined || scanner.takeWord() !== 'import') {
      return;
    }
    scanner.skipBlanks();
    const inBrackets = scanner.take(OPEN_ROUND);
    const names: string[] = [];
    do {
      scanner.skipBlanks(inBrackets);
      const name = scanner.take(ASTERISK) ? '*' : scanner.takeWord();
      if (name === '') {
        break;
      }
      names.push(name);
      this.#skipAlias(inBrackets);
    } while (scanner.take(COMMA));
    if (names.length > 0) {
      this.#add(start, module, names);
    }
  }

  /** A dotted name; undefined for a relative one, and where there is none. */
  #takeModule(): string | undefined {
    const scanner = this.#scanner;
    const parts: string[] = [];
    do {
      scanner.skipBlanks();
      const part = scanner.takeWord();
      if (part === '') {
        return undefined;
      }
      parts.push(part);
      scanner.skipBlanks();
    } while (scanner.take(DOT));
    return parts.join('.');
  }

  #skipAlias(inBrackets: boolean) {
    const scanner = this.#scanner;
    scanner.skipBlanks(inBrackets);
    const before = scanner.cursor.place();
    if (scanner.takeWord() === 'as') {
      scanner.skipBlanks(inBrackets);
      scanner.takeWord();
      scanner.skipBlanks(inBrackets);
    } else {
      scanner.cursor.returnTo(before);
    }
  }

  /** `importlib.import_module('a.b')` and `__import__('a.b')`, whose bracket is at a position. */
  #call(position: number) {
    const last = this.text[position - 1];
    if (last !== 'e' && last !== '_') {
      return;
    }
    const before = this.text.slice(
      Math.max(position - LONGEST_CALLEE - 1, 0),
      position,
    );
    const callee = DYNAMIC_IMPORT.exec(before)?.[1];
    MODULE_ARGUMENT.lastIndex = position;
    const module = callee && MODULE_ARGUMENT.exec(this.text)?.[2];
    if (module) {
      const { line, lineStart } = this.#scanner.cursor;
      const start = { position: position - callee.length, line, lineStart };
      this.#add(start, module, [], true);
    }
  }

  #add(
    { position, line, lineStart }: TextPlace,
    module: string,
    names: string[],
    isCall: boolean = false,
  ) {
    const { lazy, typeChecking, optional, attempts } = this.#blocks.context;
    const statement: ImportStatement = {
      module,
      names,
      line,
      column: position - lineStart + 1,
      scope: lazy || isCall ? 'lazy' : 'module',
      typeChecking,
      optional,
    };
    this.#found.push({ statement, attempts });
  }
}
