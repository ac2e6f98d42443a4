import type { SyntaxNode } from '@lezer/common';
import { COMPUTED_PART, LiteralValue } from './LiteralValue';
import { openedFile } from './openedFile';
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
  /** What module statements assign to each name, in their order. */
  private readonly assigned = new Map<string, SyntaxNode[]>();
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
      case 'FormatString':
        return this.readFormat(node, depth);
      case 'CallExpression':
      case 'ArrayComprehensionExpression':
        return this.readFile(node);
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

  /** Parts of a formatted string that are no texts are left open. */
  private readFormat(node: SyntaxNode, depth: number): LiteralValue {
    const match = /^[a-z]*("""|'''|"|')([^]*)\1$/i.exec(this.slice(node));
    if (!match || /\\|\{\{|\}\}/.test(match[2])) {
      return COMPUTED;
    }
    const end = node.to - match[1].length;
    let text = '';
    let at = end - match[2].length;
    for (const child of childrenOf(node)) {
      if (child.name === 'FormatReplacement') {
        const [, inner, close] = childrenOf(child);
        const value =
          inner && close?.name === '}' ? this.read(inner, depth + 1) : COMPUTED;
        text += this.text.slice(at, child.from);
        text += value.type === 'text' ? value.text : COMPUTED_PART;
        at = child.to;
      }
    }
    text += this.text.slice(at, end);
    return { type: 'text', text, line: this.lineOf(node.from) };
  }

  private readFile(node: SyntaxNode): LiteralValue {
    const path = openedFile(node, {
      slice: item => this.slice(item),
      valueOf: item =>
        this.assigned
          .get(this.slice(item))
          ?.findLast(value => value.from < item.from),
    });
    return path === undefined
      ? COMPUTED
      : { type: 'file', path, line: this.lineOf(node.from) };
  }

  private readList(node: SyntaxNode, depth: number): LiteralValue {
    const lists: LiteralValue[] = [];
    let isStarred = false;
    for (const child of childrenOf(node)) {
      if (child.name === '*') {
        isStarred = true;
      } else if (!isPunctuation(child)) {
        const value = this.read(child, depth + 1);
        lists.push(isStarred ? value : { type: 'list', items: [value] });
        isStarred = false;
      }
    }
    return joinLists(lists);
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
    return values.some(({ type }) => type === 'list' || type === 'file')
      ? joinLists(values)
      : COMPUTED;
  }

  /** Variables that any statement may change later are not literals. */
  private collectVariables(module: SyntaxNode): void {
    for (const statement of moduleStatements(module)) {
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
        this.remember(name, value);
      }
      if (statement.name === 'WithStatement') {
        const parts = childrenOf(statement);
        parts.forEach((part, index) => {
          const bound = parts[index + 1];
          if (part.name === 'as' && bound?.name === 'VariableName') {
            this.remember(bound, parts[index - 1]);
          }
        });
      }
    }
    for (const node of descendantsOf(module)) {
      const target = CHANGING.has(node.name) ? node.firstChild : null;
      if (
        target?.name === 'VariableName' &&
        (node.name !== 'AssignStatement' || !isModuleStatement(node))
      ) {
        this.variables.set(this.slice(target), null);
      }
    }
  }

  private remember(name: SyntaxNode, value: SyntaxNode): void {
    const text = this.slice(name);
    const known = this.assigned.get(text);
    if (known) {
      known.push(value);
    } else {
      this.assigned.set(text, [value]);
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

/** The statements of a module, those in the body of a `with` included. */
function* moduleStatements(module: SyntaxNode): Generator<SyntaxNode> {
  for (const statement of childrenOf(module)) {
    yield statement;
    const body =
      statement.name === 'WithStatement' ? statement.getChild('Body') : null;
    if (body) {
      yield* childrenOf(body);
    }
  }
}

function isModuleStatement({ parent }: SyntaxNode): boolean {
  return (
    parent?.name === 'Script' ||
    (parent?.name === 'Body' &&
      parent.parent?.name === 'WithStatement' &&
      parent.parent.parent?.name === 'Script')
  );
}

/** What is known of lists that are put together; files stand for their lines. */
function joinLists(lists: readonly LiteralValue[]): LiteralValue {
  const items: LiteralValue[] = [];
  let isPartial = false;
  for (const list of lists) {
    if (list.type === 'list') {
      items.push(...list.items.filter(({ type }) => type !== 'computed'));
      isPartial ||=
        list.isPartial === true ||
        list.items.some(({ type }) => type === 'computed');
    } else if (list.type === 'file') {
      items.push(list);
    } else {
      isPartial = true;
    }
  }
  return isPartial
    ? { type: 'list', items, isPartial }
    : { type: 'list', items };
}
