/**
 * Text that was put together from pieces of a file, with the way back: which place of the file a character comes from.
 * Offsets are in UTF-16 code units.
 *
 * @public
 */
export class LogicalText {
  /** Text that stands in the file as it is. */
  static of(value: string, sourceStart: number): LogicalText {
    return new LogicalText(value, [{ at: 0, source: sourceStart }]);
  }

  static join(parts: LogicalText[]): LogicalText {
    let at = 0;
    const pieces: { at: number; source: number }[] = [];
    for (const part of parts) {
      for (const piece of part.pieces) {
        pieces.push({ at: at + piece.at, source: piece.source });
      }
      at += part.value.length;
    }
    return new LogicalText(parts.map(part => part.value).join(''), pieces);
  }

  private constructor(
    readonly value: string,
    /** Where each piece begins in the text and in the file, in ascending order. */
    private readonly pieces: readonly { at: number; source: number }[],
  ) {}

  /** Offset in the file of the character at `offset`. */
  sourceOffset(offset: number): number {
    const piece = this.pieces[this.#pieceAt(offset)];
    return piece ? piece.source + offset - piece.at : 0;
  }

  slice(start: number, end: number = this.value.length): LogicalText {
    const from = Math.min(Math.max(start, 0), this.value.length);
    const first = this.#pieceAt(from);
    const pieces = this.pieces
      .slice(first)
      .filter(piece => piece.at < Math.max(end, from + 1))
      .map(piece => ({
        at: Math.max(piece.at - from, 0),
        source: piece.source + Math.max(from - piece.at, 0),
      }));
    return new LogicalText(this.value.slice(from, end), pieces);
  }

  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.pieces[middle].at <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
