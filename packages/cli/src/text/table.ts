import { printable, Terminal } from '../Terminal';

/** Spaces between two columns. */
const GAP = '  ';

/** Lines with aligned columns under their titles. */
export function toTable(
  terminal: Terminal,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map(row => row.map(printable));
  const widths = titles.map((title, column) =>
    cells.reduce(
      (width, row) => Math.max(width, row[column].length),
      title.length,
    ),
  );
  const toLine = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(GAP)
      .trimEnd();
  const lines = [terminal.style('bold', toLine(titles)), ...cells.map(toLine)];
  return `${lines.join('\n')}\n`;
}
