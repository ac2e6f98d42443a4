import { LineIndex } from '../../../docker/LineIndex';
import { Block, CallExpression, Expression, Program } from './Expression';

/** Collects the blocks of a program while a parser's tree is walked. */
export class ProgramBuilder {
  readonly program: Program = { blocks: [] };
  private current: Block;
  private readonly lines: LineIndex;

  constructor(private readonly text: string) {
    this.current = this.open('module', '');
    this.lines = LineIndex.of(text);
  }

  /** The text between two offsets. */
  slice(node: { from: number; to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  /** Walks what belongs to a new block inside the current one. */
  inside(
    kind: Block['kind'],
    name: string,
    details: Partial<Pick<Block, 'parameters' | 'targets' | 'iterable'>>,
    walk: () => void,
  ): void {
    const outer = this.current;
    this.current = Object.assign(this.open(kind, name, outer), details);
    if (name) {
      outer.definitions.set(name, this.current);
    }
    walk();
    this.current = outer;
  }

  /** Notes that a name is assigned in the current block. */
  assign(name: string, value: Expression | undefined): void {
    push(this.current.assignments, name, value);
    // Behind a loop, a name that the loop assigns has no single value.
    for (
      let block = this.current;
      block.kind === 'loop' && block.parent;
      block = block.parent
    ) {
      push(block.parent.assignments, name, undefined);
    }
  }

  /** Notes that an attribute of the instance is assigned. */
  assignAttribute(name: string, value: Expression | undefined): void {
    const owner = this.enclosingClass();
    if (owner) {
      push(owner.attributes, name, { value, block: this.current });
    }
  }

  /** Notes what the current function returns. */
  returns(value: Expression): void {
    let block: Block | undefined = this.current;
    while (block && block.kind !== 'function') {
      block = block.parent;
    }
    block?.returns.push(value);
  }

  /** Notes a call in the current block. */
  call(call: Omit<CallExpression, 'type' | 'line'>): CallExpression {
    const expression: CallExpression = {
      type: 'call',
      line: this.lines.lineAt(call.offset),
      ...call,
    };
    this.current.calls.push(expression);
    return expression;
  }

  private open(kind: Block['kind'], name: string, parent?: Block): Block {
    const block: Block = {
      kind,
      name,
      parent,
      parameters: [],
      targets: [],
      iterable: undefined,
      assignments: new Map(),
      attributes: new Map(),
      definitions: new Map(),
      returns: [],
      calls: [],
    };
    this.program.blocks.push(block);
    return block;
  }

  private enclosingClass(): Block | undefined {
    let block: Block | undefined = this.current;
    while (block && block.kind !== 'class') {
      block = block.parent;
    }
    return block;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}
