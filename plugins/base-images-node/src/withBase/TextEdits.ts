/** Parts of a text that are taken out of it. */
export class TextEdits {
  readonly #cuts: { start: number; end: number }[] = [];

  constructor(private readonly text: string) {}

  remove(start: number, end: number) {
    if (end > start) {
      this.#cuts.push({ start, end });
    }
  }

  /** The lines that hold these offsets, with their line breaks. */
  removeLines(start: number, end: number) {
    this.remove(lineStart(this.text, start), lineEnd(this.text, end));
  }

  /** What is left of a part of the text. */
  slice(start: number, end: number): string {
    let result = '';
    let at = start;
    for (const cut of this.#cuts.sort((a, b) => a.start - b.start)) {
      if (cut.end > at && cut.start < end) {
        result += this.text.slice(at, Math.max(cut.start, at));
        at = Math.max(at, cut.end);
      }
    }
    return result + this.text.slice(Math.min(at, end), end);
  }
}

/** Where the line begins that an offset is in. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Where the line after an offset begins. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
