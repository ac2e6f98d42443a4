import type { VariableLookup } from './expandWord';
import { compileGlob } from '../glob/matchGlob';

/** Longest value, in UTF-16 code units. */
export const MAXIMUM_LENGTH = 65_536;
const MAXIMUM_DEPTH = 64;
const MAXIMUM_TRIMMED_LENGTH = 512;

/** Expands one word from left to right (BuildKit's shell lexer). */
export class WordExpander {
  readonly unset = new Set<string>();
  problem: string | undefined;
  #position = 0;
  #depth = 0;
  #budget = MAXIMUM_LENGTH * 4;

  constructor(
    private readonly word: string,
    private readonly lookup: VariableLookup,
    private readonly escape: string,
  ) {}

  /** Reads up to the stop character, which it consumes; raw keeps escapes for patterns. */
  readUntil(stop: string | undefined, rawEscapes: boolean = false): string {
    const parts: string[] = [];
    while (this.#position < this.word.length) {
      const character = this.word[this.#position];
      if (character === stop) {
        this.#position++;
        return this.#bounded(parts);
      }
      parts.push(this.#readPart(character, rawEscapes));
    }
    if (stop !== undefined) {
      this.problem ??= `The substitution in ${quote(this.word)} is not closed.`;
    }
    return this.#bounded(parts);
  }

  #bounded(parts: string[]): string {
    const value = parts.join('');
    this.#budget -= value.length;
    if (value.length > MAXIMUM_LENGTH || this.#budget < 0) {
      this.problem ??= `The value of ${quote(this.word)} is too long.`;
      return '';
    }
    return value;
  }

  #readPart(character: string, rawEscapes: boolean): string {
    this.#position++;
    if (character === "'") {
      return this.#readSingleQuoted();
    }
    if (character === '"') {
      return this.#readDoubleQuoted();
    }
    if (character === '$') {
      return this.#readVariable();
    }
    if (character === this.escape) {
      const next = this.word[this.#position++] ?? '';
      return rawEscapes ? `\\${next}` : next;
    }
    return character;
  }

  #readSingleQuoted(): string {
    const end = this.word.indexOf("'", this.#position);
    const stop = end < 0 ? this.word.length : end;
    if (end < 0) {
      this.problem ??= `A quote in ${quote(this.word)} is not closed.`;
    }
    const value = this.word.slice(this.#position, stop);
    this.#position = stop + 1;
    return value;
  }

  #readDoubleQuoted(): string {
    const parts: string[] = [];
    while (this.#position < this.word.length) {
      const character = this.word[this.#position++];
      if (character === '"') {
        return this.#bounded(parts);
      }
      if (character === '$') {
        parts.push(this.#readVariable());
      } else if (character === this.escape) {
        const next = this.word[this.#position] ?? '';
        const escaped = next === '"' || next === '$' || next === this.escape;
        this.#position += escaped ? 1 : 0;
        parts.push(escaped ? next : character);
      } else {
        parts.push(character);
      }
    }
    this.problem ??= `A quote in ${quote(this.word)} is not closed.`;
    return this.#bounded(parts);
  }

  #readVariable(): string {
    if (this.word[this.#position] !== '{') {
      const plain = this.#readName();
      return plain === '' ? '$' : this.#valueOf(plain);
    }
    this.#position++;
    if (++this.#depth > MAXIMUM_DEPTH) {
      this.problem ??= `${quote(this.word)} is nested too deeply.`;
      this.#position = this.word.length;
      return '';
    }
    const name = this.#readName();
    const value = name === '' ? this.#fail() : this.#readSubstitution(name);
    this.#depth--;
    return value;
  }

  #readName(): string {
    const rest = this.word.slice(this.#position, this.#position + 256);
    const [name] = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])?/.exec(rest)!;
    this.#position += name.length;
    return name;
  }

  #readSubstitution(name: string): string {
    let operator = this.word[this.#position++];
    if (operator === '}') {
      return this.#valueOf(name);
    }
    const emptyIsUnset = operator === ':';
    if (emptyIsUnset) {
      operator = this.word[this.#position++];
    }
    switch (operator) {
      case '-':
      case '+':
      case '?':
        return this.#readAlternative(name, operator, emptyIsUnset);
      case '#':
      case '%':
        return this.#trim(name, operator, this.readUntil('}', true));
      case '/':
        return this.#readReplacement(name);
      default:
        return this.#fail();
    }
  }

  #readAlternative(
    name: string,
    operator: string,
    emptyIsUnset: boolean,
  ): string {
    const before = new Set(this.unset);
    const word = this.readUntil('}');
    const variable = this.lookup(name);
    const isSet = variable && !(emptyIsUnset && variable.value === '');
    const usesWord = operator === '+' ? isSet : operator === '-' && !isSet;
    if (!usesWord) {
      // What the word that is not used lacks does not matter.
      for (const other of [...this.unset].filter(item => !before.has(item))) {
        this.unset.delete(other);
      }
    }
    if (usesWord) {
      return word;
    }
    if (operator === '?' && !isSet) {
      this.problem ??= `${name} has no value: ${word || 'it must be set'}.`;
    }
    return operator === '+' ? '' : this.#valueOf(name);
  }

  #trim(name: string, operator: string, word: string): string {
    const greedy = word.startsWith(operator);
    const matches = compileGlob(greedy ? word.slice(1) : word);
    const value = this.#valueOf(name);
    if (value.length > MAXIMUM_TRIMMED_LENGTH) {
      return value;
    }
    const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
    for (const length of greedy ? lengths.reverse() : lengths) {
      const [part, rest] =
        operator === '#'
          ? [value.slice(0, length), value.slice(length)]
          : [
              value.slice(value.length - length),
              value.slice(0, value.length - length),
            ];
      if (matches(part)) {
        return rest;
      }
    }
    return value;
  }

  #readReplacement(name: string): string {
    const all = this.word[this.#position] === '/';
    this.#position += all ? 1 : 0;
    const pattern = this.readUntil('/', true);
    const replacement = this.readUntil('}');
    const value = this.#valueOf(name);
    return value.length > MAXIMUM_TRIMMED_LENGTH
      ? value
      : replaceMatches(value, pattern, replacement, all);
  }

  #valueOf(name: string): string {
    const variable = this.lookup(name);
    if (!variable) {
      this.unset.add(name);
    }
    variable?.unset.forEach(other => this.unset.add(other));
    return variable?.value ?? '';
  }

  #fail(): string {
    this.problem ??= `${quote(this.word)} has a substitution that Docker does not know.`;
    this.readUntil('}');
    return '';
  }
}

function replaceMatches(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string {
  const matches = compileGlob(pattern);
  let result = '';
  let position = 0;
  // The longest match at each place: values are short here.
  while (position < value.length) {
    let end = value.length;
    while (end > position && !matches(value.slice(position, end))) {
      end--;
    }
    if (end > position) {
      result += replacement;
      position = end;
      if (!all) {
        break;
      }
    } else {
      result += value[position++];
    }
  }
  return result + value.slice(position);
}

function quote(word: string): string {
  return `'${word.length > 60 ? `${word.slice(0, 57)}…` : word}'`;
}
