import { Block } from './Expression';
import { Frame } from './Frames';
import { unknown, Value } from './Value';

/** The values of names, each found once for each frame; a name that is defined by itself has none. */
export class NameValues {
  private readonly values = new Map<string, Value>();
  private readonly following = new Set<string>();
  private readonly positions: ReadonlyMap<Block, number>;

  constructor(blocks: readonly Block[]) {
    this.positions = new Map(blocks.map((block, index) => [block, index]));
  }

  /**
   * @param find - finds the value out.
   * @param isFinal - whether what was found out may be kept.
   */
  of(
    name: string,
    { block, id }: Frame,
    find: () => Value,
    isFinal: () => boolean,
  ): Value {
    const key = `${this.positions.get(block)} ${id} ${name}`;
    const known = this.values.get(key);
    if (known) {
      return known;
    }
    if (this.following.has(key)) {
      return unknown(name);
    }
    this.following.add(key);
    const value = find();
    this.following.delete(key);
    const named: Value =
      value.kind === 'reference' && value.name === 'value'
        ? { ...value, name }
        : value;
    if (isFinal()) {
      this.values.set(key, named);
    }
    return named;
  }
}
