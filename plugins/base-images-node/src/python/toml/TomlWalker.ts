import { parse } from 'smol-toml';
import type { TomlLocation } from './locateToml';

const BARE_KEY = /[A-Za-z0-9_-]+/y;
const SCALAR = /[^,\]}#\r\n]*/y;

/** Walks over the tokens of a valid TOML document and notes where values begin. */
export class TomlWalker {
  private readonly root: TomlLocation = {
    line: 1,
    column: 1,
    children: new Map(),
  };
  private position = 0;
  private line = 1;
  private lineStart = 0;
  /** Elements so far of every array of tables. */
  private readonly tableCounts = new Map<TomlLocation, number>();

  constructor(private readonly text: string) {}

  walk(): TomlLocation {
    let table = this.root;
    this.skipGap();
    while (this.position < this.text.length) {
      const start = this.position;
      if (this.at('[')) {
        table = this.readHeader();
      } else {
        this.readPair(table);
      }
      this.skipGap();
      if (this.position === start) {
        break;
      }
    }
    return this.root;
  }

  private readHeader(): TomlLocation {
    const start = this.position;
    const isArray = this.text[start + 1] === '[';
    this.position += isArray ? 2 : 1;
    const keys = this.readKeys();
    this.position += isArray ? 2 : 1;
    let table = this.root;
    keys.forEach((key, index) => {
      table = this.child(table, key, start);
      const count = this.tableCounts.get(table);
      if (isArray && index === keys.length - 1) {
        this.tableCounts.set(table, (count ?? 0) + 1);
        table = this.child(table, count ?? 0, start);
      } else if (count !== undefined) {
        table = this.child(table, count - 1, start);
      }
    });
    return table;
  }

  private readPair(table: TomlLocation): void {
    const start = this.position;
    const keys = this.readKeys();
    let parent = table;
    for (const key of keys.slice(0, -1)) {
      parent = this.child(parent, key, start);
    }
    this.position += 1;
    this.skipBlanks();
    this.readValue(parent, keys[keys.length - 1]);
  }

  /** Reads a dotted key with the blanks around its parts. */
  private readKeys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.skipBlanks();
      keys.push(this.readKey());
      this.skipBlanks();
      if (!this.at('.')) {
        return keys;
      }
      this.position += 1;
    }
  }

  private readKey(): string {
    const start = this.position;
    if (!this.at('"') && !this.at("'")) {
      this.skip(BARE_KEY);
      return this.text.slice(start, this.position);
    }
    this.skipString();
    const raw = this.text.slice(start, this.position);
    return raw.startsWith('"') && raw.includes('\\')
      ? String(parse(`key = ${raw}`).key)
      : raw.slice(1, -1);
  }

  private readValue(parent: TomlLocation, key: string | number): void {
    const location = this.child(parent, key, this.position);
    if (this.at('[')) {
      this.position += 1;
      this.readMembers(']', index => this.readValue(location, index));
    } else if (this.at('{')) {
      this.position += 1;
      this.readMembers('}', () => this.readPair(location));
    } else if (this.at('"') || this.at("'")) {
      this.skipString();
    } else {
      this.skip(SCALAR);
    }
  }

  private readMembers(end: string, readMember: (index: number) => void): void {
    for (let index = 0; this.position < this.text.length; index += 1) {
      this.skipGap();
      if (this.at(end)) {
        this.position += 1;
        return;
      }
      readMember(index);
      this.skipGap();
      if (this.at(',')) {
        this.position += 1;
      }
    }
  }

  private skipString(): void {
    const quote = this.text[this.position];
    const fence = quote.repeat(3);
    const isLong = this.text.startsWith(fence, this.position);
    const end = isLong ? fence : quote;
    this.position += end.length;
    while (
      this.position < this.text.length &&
      !this.text.startsWith(end, this.position)
    ) {
      this.step();
      if (quote === '"' && this.text[this.position - 1] === '\\') {
        this.step();
      }
    }
    this.position += end.length;
    // A long string may end with one or two quotes of its own.
    while (isLong && this.at(quote)) {
      this.position += 1;
    }
  }

  /** Steps over blanks, line ends and comments. */
  private skipGap(): void {
    for (;;) {
      const character = this.text[this.position];
      if (character === '#') {
        const end = this.text.indexOf('\n', this.position);
        this.position = end === -1 ? this.text.length : end;
      } else if (
        character === ' ' ||
        character === '\t' ||
        character === '\r' ||
        character === '\n'
      ) {
        this.step();
      } else {
        return;
      }
    }
  }

  private skipBlanks(): void {
    while (this.at(' ') || this.at('\t')) {
      this.position += 1;
    }
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    this.position += pattern.exec(this.text)?.[0].length ?? 0;
  }

  private at(character: string): boolean {
    return this.text[this.position] === character;
  }

  /** Steps over one character that may be a line end. */
  private step(): void {
    if (this.at('\n')) {
      this.line += 1;
      this.lineStart = this.position + 1;
    }
    this.position += 1;
  }

  private child(
    parent: TomlLocation,
    key: string | number,
    offset: number,
  ): TomlLocation {
    let location = parent.children.get(key);
    if (!location) {
      location = {
        line: this.line,
        column: offset - this.lineStart + 1,
        children: new Map(),
      };
      parent.children.set(key, location);
    }
    return location;
  }
}
