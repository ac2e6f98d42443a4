import { Block, CallExpression, dottedName, Program } from './Expression';
import { lastName } from './Value';

/** A call, and the block that it stands in. */
export interface PlacedCall {
  call: CallExpression;
  block: Block;
}

/** The calls of a program by the last name of what is called. */
export class CallIndex {
  private readonly calls = new Map<string, PlacedCall[]>();

  constructor(program: Program) {
    for (const block of program.blocks) {
      for (const call of block.calls) {
        const name = lastName(dottedName(call.callee) ?? '');
        const known = this.calls.get(name);
        if (known) {
          known.push({ call, block });
        } else {
          this.calls.set(name, [{ call, block }]);
        }
      }
    }
  }

  /** Every call of a callee with one of some names, block by block. */
  of(...names: string[]): PlacedCall[] {
    return names.flatMap(name => this.calls.get(name) ?? []);
  }
}
