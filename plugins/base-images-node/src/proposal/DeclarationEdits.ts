import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { lineEnd, lineStart } from '../withBase/TextEdits';
import { indentRest, renderInline, renderYaml } from './renderYaml';

/**
 * Changes of a YAML text that leave every other byte as it is. Positions are those of the text before all changes.
 */
export class DeclarationEdits {
  readonly #changes: { start: number; end: number; text: string }[] = [];
  readonly #lineBreak: string;

  constructor(private readonly text: string) {
    this.#lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  }

  toString(): string {
    let result = '';
    let at = 0;
    // Stable: what goes to the same place keeps its order.
    for (const { start, end, text } of this.#changes.sort(
      (a, b) => a.start - b.start,
    )) {
      result += this.text.slice(at, start) + text;
      at = end;
    }
    return result + this.text.slice(at);
  }

  /** Adds lines at the end of the text. */
  append(lines: string) {
    const start = this.text.trimEnd() === '' ? 0 : this.text.length;
    this.#addLines(start, lines);
  }

  /** Puts the value of a key in the place of the one that it has; a key that says nothing is left alone. */
  setValue(map: YAMLMap, key: string, value: unknown) {
    const pair = map.items.find(
      item => isScalar(item.key) && item.key.value === key,
    );
    if (!pair) {
      this.#addPair(map, key, value);
      return;
    }
    if (!isNode(pair.value)) {
      return;
    }
    const { start, end } = leafRange(pair.value);
    const isInline =
      (isScalar(pair.value) && !/^BLOCK/.test(pair.value.type ?? '')) ||
      ((isMap(pair.value) || isSeq(pair.value)) && pair.value.flow === true);
    if (isInline) {
      this.#change(start, end, renderInline(value));
      return;
    }
    const column = this.#columnOf(leafRange(pair.key).start);
    const rendered = indentRest(renderYaml({ [key]: value }), column);
    this.#change(
      leafRange(pair.key).start,
      this.text[end - 1] === '\n' ? end - this.#breakBefore(end) : end,
      rendered,
    );
  }

  /** Makes the items of a list those that are wanted: what stays keeps its place, what is new comes last. */
  setItems(
    list: YAMLSeq,
    present: readonly unknown[],
    wanted: readonly unknown[],
  ) {
    if (list.flow) {
      const { start, end } = leafRange(list);
      const stay = present.filter(item => wanted.includes(item));
      const fresh = wanted.filter(item => !present.includes(item));
      this.#change(start, end, renderInline([...stay, ...fresh]));
      return;
    }
    present.forEach((item, index) => {
      if (!wanted.includes(item)) {
        const { start, end } = leafRange(list.items[index]);
        this.#change(lineStart(this.text, start), this.#lineAfter(end), '');
      }
    });
    const fresh = wanted.filter(item => !present.includes(item));
    if (fresh.length > 0) {
      this.addItems(list, fresh);
    }
  }

  /** Adds items at the end of a list. */
  addItems(list: YAMLSeq, values: readonly unknown[]) {
    if (list.flow) {
      const { end } = leafRange(list);
      const added = values.map(renderInline).join(', ');
      const start = this.#trimBack(end - 1);
      const isEmpty = list.items.length === 0;
      this.#change(start, start, isEmpty ? added : `, ${added}`);
      return;
    }
    const column = this.#columnOf(list.range![0]);
    const separator = this.#separatesItems(list) ? '\n' : '';
    this.#addLines(
      this.#endOf(list, column),
      values
        .map(value => `${separator}${renderItem(value, column)}`)
        .join('\n'),
    );
  }

  /** Gives a key without a value, or with an empty list, a list. */
  fillList(map: YAMLMap, key: string, values: readonly unknown[]) {
    const pair = map.items.find(
      item => isScalar(item.key) && item.key.value === key,
    )!;
    const { start, end: keyEnd } = leafRange(pair.key);
    const { end } = leafRange(pair.value ?? pair.key);
    const column = this.#columnOf(start);
    const after = Math.max(end, this.text.indexOf(':', keyEnd) + 1);
    this.#change(
      keyEnd,
      after,
      `:${this.#lineBreak}${this.#withBreaks(
        values.map(value => renderItem(value, column + 2)).join('\n'),
      )}`,
    );
  }

  #addPair(map: YAMLMap, key: string, value: unknown) {
    if (map.flow) {
      const start = this.#trimBack(map.range![1] - 1);
      const separator = map.items.length === 0 ? '' : ', ';
      const pair = `${renderInline(key)}: ${renderInline(value)}`;
      this.#change(start, start, `${separator}${pair}`);
      return;
    }
    const column = this.#columnOf(map.range![0]);
    const lines = indentRest(renderYaml({ [key]: value }), column);
    this.#addLines(
      this.#lineAfter(leafRange(map).end),
      `${' '.repeat(column)}${lines}`,
    );
  }

  /** Whether a blank line stands before the last of several items. */
  #separatesItems(list: YAMLSeq): boolean {
    if (list.items.length < 2) {
      return false;
    }
    const before = leafRange(list.items.at(-2)).end;
    const last = leafRange(list.items.at(-1)).start;
    return /\n[ \t]*\r?\n/.test(
      `\n${this.text.slice(this.#lineAfter(before), last)}`,
    );
  }

  /** After the last line of a block collection; comments that are indented like its content belong to it. */
  #endOf(list: YAMLSeq, column: number): number {
    let end = this.#lineAfter(leafRange(list).end);
    for (;;) {
      const line = this.text.slice(end, lineEnd(this.text, end));
      const spaces = /^ *(?=#)/.exec(line)?.[0].length;
      if (spaces === undefined || spaces <= column) {
        return end;
      }
      end += line.length;
    }
  }

  /** Where the line after that of an offset begins; an offset behind a line break is at its place. */
  #lineAfter(offset: number): number {
    return offset > 0 && this.text[offset - 1] === '\n'
      ? offset
      : lineEnd(this.text, offset);
  }

  #trimBack(offset: number): number {
    return this.text.slice(0, offset).trimEnd().length;
  }

  #columnOf(offset: number): number {
    return offset - lineStart(this.text, offset);
  }

  #breakBefore(offset: number): number {
    return this.text[offset - 2] === '\r' ? 2 : 1;
  }

  #addLines(start: number, lines: string) {
    const needsBreak = start > 0 && this.text[start - 1] !== '\n';
    const text = `${needsBreak ? '\n' : ''}${lines}\n`;
    this.#change(start, start, text);
  }

  #change(start: number, end: number, text: string) {
    this.#changes.push({ start, end, text: this.#withBreaks(text) });
  }

  #withBreaks(text: string): string {
    return text.replace(/\r?\n/g, this.#lineBreak);
  }
}

function renderItem(value: unknown, column: number): string {
  return `${' '.repeat(column)}- ${indentRest(renderYaml(value), column + 2)}`;
}

/** From the first to the last character of a node, without comments and blank lines behind it. */
function leafRange(node: unknown): { start: number; end: number } {
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1);
    const leaf = isPair(last) ? (last.value ?? last.key) : last;
    return { start: node.range![0], end: leafRange(leaf).end };
  }
  if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) {
    const [start, end] = node.range!;
    return { start, end };
  }
  throw new Error('A node of a parsed document stands somewhere');
}
