/** Tells the 1-based line of an offset in a text. */
export class LineIndex {
  static of(text: string): LineIndex {
    const starts = [0];
    for (
      let at = text.indexOf('\n');
      at >= 0;
      at = text.indexOf('\n', at + 1)
    ) {
      starts.push(at + 1);
    }
    return new LineIndex(starts);
  }

  private constructor(private readonly starts: readonly number[]) {}

  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }
}
