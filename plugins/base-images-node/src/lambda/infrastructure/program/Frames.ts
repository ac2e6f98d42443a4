import { Block, CallExpression, Expression, isLocalCall } from './Expression';
import { partOf, textValue, Value } from './Value';

/** A block with the values that its parameters or its loop's names have. */
export interface Frame {
  /** The same for the same way of entering the block. */
  id: string;
  block: Block;
  parent: Frame | undefined;
  bound: Map<string, Value>;
}

/** Ways in which one block is entered that are told apart. */
const MAX_FRAMES = 64;
/** Callers of callers that are followed. */
const MAX_ENTERING = 12;

/** Tells how blocks are entered: functions from each place in the file that calls them, loops with each item. */
export class Frames {
  private readonly frames = new Map<Block, Frame[]>();
  private readonly entering = new Set<Block>();

  /**
   * @param callers - every call of a callee with a last name, and the block that it stands in.
   * @param evaluate - the value of an expression in a frame.
   * @param bind - the values of the parameters of a function for a call.
   */
  constructor(
    private readonly callers: (
      name: string,
    ) => { call: CallExpression; block: Block }[],
    private readonly evaluate: (expression: Expression, frame: Frame) => Value,
    private readonly bind: (
      definition: Block,
      call: CallExpression,
      frame: Frame,
    ) => Map<string, Value>,
  ) {}

  /** Every way in which a block is entered. */
  of(block: Block): Frame[] {
    const known = this.frames.get(block);
    if (known) {
      return known;
    }
    if (!block.parent) {
      const frames = [
        { id: '', block, parent: undefined, bound: new Map<string, Value>() },
      ];
      this.frames.set(block, frames);
      return frames;
    }
    if (this.entering.has(block) || this.entering.size > MAX_ENTERING) {
      return [this.plainFrame(block)];
    }
    this.entering.add(block);
    const frames = this.enter(block).slice(0, MAX_FRAMES);
    this.entering.delete(block);
    this.frames.set(block, frames);
    return frames;
  }

  /** A frame of which nothing is known but where it stands. */
  private plainFrame(block: Block): Frame {
    return {
      id: '?',
      block,
      parent: block.parent && this.plainFrame(block.parent),
      bound: new Map(),
    };
  }

  private enter(block: Block): Frame[] {
    const parents = block.parent ? this.of(block.parent) : [];
    if (block.kind === 'loop') {
      return parents.flatMap(parent => this.iterate(block, parent));
    }
    if (block.kind !== 'function') {
      return parents.map(parent => ({
        id: parent.id,
        block,
        parent,
        bound: new Map(),
      }));
    }
    const isConstructor = /^(?:__init__|constructor)$/.test(block.name);
    const name = isConstructor ? block.parent?.name : block.name;
    const callers = (name ? this.callers(name) : []).filter(
      ({ call }) => isConstructor || isLocalCall(call.callee),
    );
    const frames: Frame[] = [];
    for (const { call, block: caller } of callers) {
      for (const frame of this.of(caller)) {
        if (frames.length < MAX_FRAMES) {
          frames.push({
            id: `${frame.id}@${call.offset}`,
            block,
            parent: parents[0],
            bound: this.bind(block, call, frame),
          });
        }
      }
    }
    return frames.length
      ? frames
      : parents.map(parent => ({
          id: parent.id,
          block,
          parent,
          bound: new Map(),
        }));
  }

  private iterate(block: Block, parent: Frame): Frame[] {
    const iterable = block.iterable && this.evaluate(block.iterable, parent);
    let items: (Value | undefined)[] = [undefined];
    if (iterable?.kind === 'list' && iterable.items.length > 0) {
      items = iterable.items;
    } else if (iterable?.kind === 'record' && iterable.entries.size > 0) {
      items = [...iterable.entries.keys()].map(key => textValue(key, true));
    }
    return items.slice(0, MAX_FRAMES).map((item, index) => {
      const bound = new Map<string, Value>();
      for (const { name, part } of block.targets) {
        const value = item && part !== undefined ? partOf(item, part) : item;
        if (value) {
          bound.set(name, value);
        }
      }
      return { id: `${parent.id}#${index}`, block, parent, bound };
    });
  }
}
