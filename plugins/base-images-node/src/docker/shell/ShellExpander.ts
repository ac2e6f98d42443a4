import {
  CommandExpansionPart,
  DoubleQuotedChild,
  ParameterExpansionPart,
  Word,
  WordPart,
} from 'unbash';
import { elementsOf } from './arrays';
import { boundFields, MAXIMUM_FIELDS } from './boundFields';
import {
  addFields,
  addQuoted,
  addSplit,
  addToOpen,
  escapeGlob,
  extend,
  FieldDraft,
} from './fieldDrafts';
import { joinWithin, MAXIMUM_LENGTH } from './joinWithin';
import { braceChoices, removeMatch, replaceMatch } from './parameterOperations';
import { printedPath, simpleCommands } from './printedPath';
import { isKnown, ShellState, UNKNOWN_TEXT } from './ShellState';

/**
 * Expands the words of a command as a shell does: variables, braces, splitting, file names. What cannot be told becomes
 * {@link UNKNOWN_TEXT}, so that the known part of a word can still be used.
 */
export class ShellExpander {
  constructor(private readonly state: ShellState) {}

  /** The fields that a list of words gives. */
  fields(words: readonly Word[]): string[] {
    const fields: string[] = [];
    for (const word of words) {
      fields.push(...this.#fieldsOf(word));
      if (fields.length > MAXIMUM_FIELDS) {
        break;
      }
    }
    return boundFields(fields);
  }

  /** The text of a word that is neither split nor matched against files, such as an assigned value. */
  text(word: Word): string {
    return word.parts
      ? this.#joined(word.parts)
      : this.#withHome(word.value, word.text);
  }

  #fieldsOf(word: Word): string[] {
    if (!word.parts) {
      return [this.#withHome(word.value, word.text)];
    }
    let drafts: FieldDraft[] = [
      { text: '', pattern: '', isGlob: false, quoted: false, open: true },
    ];
    for (const part of word.parts) {
      drafts = this.#append(drafts, part);
      const length = drafts.at(-1)?.text.length ?? 0;
      if (drafts.length > MAXIMUM_FIELDS || length > MAXIMUM_LENGTH) {
        return [UNKNOWN_TEXT];
      }
    }
    return drafts
      .filter(draft => draft.quoted || draft.text !== '')
      .flatMap(draft => this.#matchFiles(draft));
  }

  #append(drafts: FieldDraft[], part: WordPart): FieldDraft[] {
    switch (part.type) {
      case 'Literal': {
        const first = drafts.length === 1 && drafts[0].text === '';
        const value = first
          ? this.#withHome(part.value, part.text)
          : part.value;
        return addToOpen(drafts, value, escapeGlob(value));
      }
      case 'Glob':
        return addToOpen(drafts, part.value, part.text, true);
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return addQuoted(drafts, part.value);
      case 'DoubleQuoted':
      case 'LocaleString': {
        const all = part.parts.length === 1 && this.#all(part.parts[0]);
        return all
          ? addFields(
              drafts,
              all.map(text => this.#paid(text)),
            )
          : addQuoted(drafts, this.#joined(part.parts));
      }
      case 'SimpleExpansion':
      case 'ParameterExpansion':
        return addSplit(drafts, this.#partText(part));
      case 'BraceExpansion': {
        const choices = braceChoices(part.text);
        return drafts.flatMap(draft =>
          draft.open
            ? choices.map(choice => extend(draft, choice, escapeGlob(choice)))
            : [draft],
        );
      }
      case 'CommandExpansion':
        return addSplit(drafts, this.#output(part));
      default:
        return addToOpen(drafts, UNKNOWN_TEXT, UNKNOWN_TEXT);
    }
  }

  /** `"$@"` and `"${a[@]}"`, which stand for one field for each parameter or element. */
  #all(part: DoubleQuotedChild): readonly string[] | undefined {
    if (part.text === '$@' || part.text === '${@}') {
      return this.state.parameters;
    }
    return part.type === 'ParameterExpansion' && part.index?.value === '@'
      ? this.#elements(part)
      : undefined;
  }

  /** The elements of an array that an index means, with the operation carried out on each. */
  #elements(part: ParameterExpansionPart): readonly string[] | undefined {
    const { parameter, prefix, index, operation } = part;
    const elements = elementsOf(this.state, parameter);
    if (prefix || !elements || !index) {
      return undefined;
    }
    if (index.value === '@' || index.value === '*') {
      // A default would stand for all elements together.
      return operation?.type === 'Default'
        ? undefined
        : elements.map(element => this.#operate(part, element));
    }
    const at = /^-?\d+$/.test(index.value) ? Number(index.value) : NaN;
    const element = elements.at(at);
    return Number.isNaN(at) || element === undefined
      ? undefined
      : [this.#operate(part, element)];
  }

  #joined(parts: readonly (WordPart | DoubleQuotedChild)[]): string {
    return joinWithin(this.#texts(parts));
  }

  *#texts(parts: readonly (WordPart | DoubleQuotedChild)[]): Iterable<string> {
    for (const part of parts) {
      yield this.#partText(part);
    }
  }

  /** A value with its cost paid; not known where nothing is left for it. */
  #paid(value: string | undefined): string {
    return value !== undefined && this.state.budget.takeFor(value)
      ? value
      : UNKNOWN_TEXT;
  }

  #partText(part: WordPart): string {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return part.value;
      case 'Glob':
        return part.value;
      case 'DoubleQuoted':
      case 'LocaleString':
        return this.#joined(part.parts);
      case 'SimpleExpansion':
        return this.#paid(this.#variable(part.text.slice(1)));
      case 'ParameterExpansion':
        return this.#paid(this.#parameter(part));
      case 'CommandExpansion':
        return this.#output(part);
      default:
        return UNKNOWN_TEXT;
    }
  }

  /** What programs print that take paths apart: `$(dirname "$0")`, `$(cd x && pwd)`. */
  #output({ script }: CommandExpansionPart): string {
    const words = simpleCommands(script)?.map(({ name, args }) =>
      this.fields([...(name ? [name] : []), ...args]),
    );
    return (words && printedPath(words, this.state)) ?? UNKNOWN_TEXT;
  }

  #variable(name: string): string | undefined {
    if (name === '0' || name === 'BASH_SOURCE') {
      return this.state.script;
    }
    if (/^[1-9]\d*$/.test(name)) {
      return this.state.parameters[Number(name) - 1];
    }
    if (name === '#') {
      // What is unknown may be several words.
      return this.state.parameters.every(isKnown)
        ? String(this.state.parameters.length)
        : undefined;
    }
    if (name === '@' || name === '*') {
      return joinWithin(this.state.parameters, ' ');
    }
    return name === 'PWD' ? this.state.cwd : this.state.variables.get(name);
  }

  #parameter(part: ParameterExpansionPart): string {
    const { parameter, prefix, index } = part;
    const isScript = index?.value === '0' && parameter === 'BASH_SOURCE';
    if (index && !isScript) {
      const elements = this.#elements(part);
      return elements ? joinWithin(elements, ' ') : UNKNOWN_TEXT;
    }
    return prefix
      ? UNKNOWN_TEXT
      : this.#operate(part, this.#variable(parameter));
  }

  #operate(
    { parameter, operation }: ParameterExpansionPart,
    value: string | undefined,
  ): string {
    switch (operation?.type) {
      case undefined:
        return value ?? UNKNOWN_TEXT;
      case 'Default':
        return this.#withDefault(
          parameter,
          value,
          operation.operator,
          this.text(operation.operand),
        );
      case 'Remove':
        return removeMatch(
          this.#paid(value),
          operation.operator,
          this.text(operation.operand),
        );
      case 'Replace':
        // The value may be taken apart at each of its characters.
        this.state.budget.take(value?.length);
        return replaceMatch(
          this.#paid(value),
          operation.operator,
          this.text(operation.pattern),
          this.text(operation.replacement),
        );
      default:
        return UNKNOWN_TEXT;
    }
  }

  #withDefault(
    name: string,
    value: string | undefined,
    operator: string,
    operand: string,
  ): string {
    const isSet =
      value !== undefined && !(operator.startsWith(':') && value === '');
    const kind = operator.slice(-1);
    if (kind === '+') {
      return isSet ? operand : '';
    }
    if (kind === '=' && !isSet) {
      this.state.variables.set(name, operand);
    }
    return isSet || kind === '?' ? (value ?? UNKNOWN_TEXT) : operand;
  }

  #withHome(value: string, written: string): string {
    return /^~(?:\/|$)/.test(written)
      ? `${this.state.variables.get('HOME') ?? UNKNOWN_TEXT}${value.slice(1)}`
      : value;
  }

  #matchFiles({ text, pattern, isGlob }: FieldDraft): string[] {
    const { cwd, disk } = this.state;
    if (!isGlob || text.includes(UNKNOWN_TEXT) || cwd === undefined) {
      return [text];
    }
    const absolute = pattern.startsWith('/');
    const base = cwd === '/' ? '' : cwd;
    const clean = pattern.replace(/^(?:\.\/+)+/, '');
    const found = disk.files.match(absolute ? pattern : `${base}/${clean}`);
    const trailing = pattern.endsWith('/') ? '/' : '';
    const prefix = text.slice(0, pattern.length - clean.length);
    return found.length === 0
      ? [text]
      : found
          .map(path => (absolute ? path : path.slice(base.length + 1)))
          .map(path => `${prefix}${path}${trailing}`);
  }
}
