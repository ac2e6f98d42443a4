import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;

/** The 1-based line with the first byte that is not UTF-8. No character has a line feed among its further bytes. */
export function lineOfInvalidUtf8(content: Buffer): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = content.indexOf(LINE_FEED, start);
    if (end === -1 || !isUtf8(content.subarray(start, end))) {
      return line;
    }
    line += 1;
    start = end + 1;
  }
}
