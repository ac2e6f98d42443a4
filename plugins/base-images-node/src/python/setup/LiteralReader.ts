import type { SyntaxNode } from '@lezer/common';
import { LiteralValue } from './LiteralValue';
import { childrenOf, descendantsOf } from './syntaxNodes';

const COMPUTED: LiteralValue = { type: 'computed' };

/** Deeper nesting than anyone writes. */
const MAX_DEPTH = 30;

/** Parts of one value, so that variables that use each other cannot make it grow without bounds. */
const MAX_PARTS = 100_000;

/** Statements and expressions that may change the variable that they begin with. */
const CHANGING = new Set([
  'UpdateStatement',
  'MemberExpression',
  'AssignStatement',
]);

/**
 * Reads values that stand in a program as literals: strings, lists, tuples, dictionaries, sums of these, and module variables
 * that are assigned once and never changed.
 */
export class LiteralReader {
  /** The value nodes of module variables; null where more than one statement may change them. */
  private readonly variables = new Map<string, SyntaxNode | null>();
  private readonly lineStarts: number[] = [0];
  private parts = 0;

  static forModule(module: SyntaxNode, text: string): LiteralReader {
    const reader = new LiteralReader(text);
    reader.collectVariables(module);
    return reader;
  }

  private constructor(private readonly text: string) {
    for (
      let newline = text.indexOf('\n');
      newline !== -1;
      newline = text.indexOf('\n', newline + 1)
    ) {
      this.lineStarts.push(newline + 1);
    }
  }

  read(node: SyntaxNode, depth: number = 0): LiteralValue {
    this.parts += 1;
    if (depth > MAX_DEPTH || this.parts > MAX_PARTS) {
      return COMPUTED;
    }
    switch (node.name) {
      case 'String':
        return this.readString(node);
      case 'ContinuedString':
        return this.join(childrenOf(node), depth);
      case 'ArrayExpression':
      case 'TupleExpression':
        return this.readList(node, depth);
      case 'DictionaryExpression':
        return this.readRecord(node, depth);
      case 'ParenthesizedExpression': {
        const inner = childrenOf(node)[1];
        return inner ? this.read(inner, depth + 1) : COMPUTED;
      }
      case 'BinaryExpression':
        return this.readSum(node, depth);
      case 'VariableName': {
        const value = this.variables.get(this.slice(node));
        return value ? this.read(value, depth + 1) : COMPUTED;
      }
      default:
        return COMPUTED;
    }
  }

  private readString(node: SyntaxNode): LiteralValue {
    const match = /^([a-z]*)("""|'''|"|')([^]*)\2$/i.exec(this.slice(node));
    if (!match || /[bf]/i.test(match[1])) {
      return COMPUTED;
    }
    const isRaw = /r/i.test(match[1]);
    if (!isRaw && /\\[^\\'"\n]/.test(match[3])) {
      return COMPUTED;
    }
    const text = isRaw
      ? match[3]
      : match[3].replace(/\\([^])/g, (_, character) =>
          character === '\n' ? '' : character,
        );
    return { type: 'text', text, line: this.lineOf(node.from) };
  }

  private readList(node: SyntaxNode, depth: number): LiteralValue {
    const items: LiteralValue[] = [];
    let isStarred = false;
    for (const child of childrenOf(node)) {
      if (child.name === '*') {
        isStarred = true;
      } else if (!isPunctuation(child)) {
        const value = this.read(child, depth + 1);
        if (!isStarred) {
          items.push(value);
        } else if (value.type === 'list') {
          items.push(...value.items);
        } else {
          return COMPUTED;
        }
        isStarred = false;
      }
    }
    return items.some(({ type }) => type === 'computed')
      ? COMPUTED
      : { type: 'list', items };
  }

  private readRecord(node: SyntaxNode, depth: number): LiteralValue {
    const entries = new Map<string, LiteralValue>();
    const parts = childrenOf(node).filter(child => !isPunctuation(child));
    for (let index = 0; index < parts.length; index += 2) {
      const key = this.read(parts[index], depth + 1);
      const value = parts[index + 1];
      if (key.type !== 'text' || !value) {
        return COMPUTED;
      }
      entries.set(key.text, this.read(value, depth + 1));
    }
    return { type: 'record', entries };
  }

  private readSum(node: SyntaxNode, depth: number): LiteralValue {
    const [left, operator, right] = childrenOf(node);
    return operator && right && this.slice(operator) === '+'
      ? this.join([left, right], depth)
      : COMPUTED;
  }

  private join(nodes: SyntaxNode[], depth: number): LiteralValue {
    const values = nodes.map(node => this.read(node, depth + 1));
    if (values.every(value => value.type === 'text')) {
      return {
        type: 'text',
        text: values.map(({ text }) => text).join(''),
        line: values[0]?.line ?? 1,
      };
    }
    if (values.every(value => value.type === 'list')) {
      return { type: 'list', items: values.flatMap(({ items }) => items) };
    }
    return COMPUTED;
  }

  /** Variables that any statement may change later are not literals. */
  private collectVariables(module: SyntaxNode): void {
    for (const statement of childrenOf(module)) {
      const [name, equals, value, more] = childrenOf(statement);
      if (
        statement.name === 'AssignStatement' &&
        name?.name === 'VariableName' &&
        equals?.name === 'AssignOp' &&
        value &&
        !more
      ) {
        const text = this.slice(name);
        this.variables.set(text, this.variables.has(text) ? null : value);
      }
    }
    for (const node of descendantsOf(module)) {
      const target = CHANGING.has(node.name) ? node.firstChild : null;
      if (
        target?.name === 'VariableName' &&
        (node.name !== 'AssignStatement' || node.parent?.name !== 'Script')
      ) {
        this.variables.set(this.slice(target), null);
      }
    }
  }

  private slice({ from, to }: { from: number; to: number }): string {
    return this.text.slice(from, to);
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }
}

function isPunctuation({ name }: SyntaxNode): boolean {
  return /^[^\w]$/.test(name);
}
