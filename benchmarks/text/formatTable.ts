/** Rows as text with columns of equal width; numbers stand at the right. The first row is the heading. */
export function formatTable(
  rows: readonly (readonly (string | number)[])[],
): string {
  const texts = rows.map(row => row.map(String));
  const widths = texts[0].map((_, column) =>
    Math.max(...texts.map(row => row[column].length)),
  );
  const isNumber = texts[0].map((_, column) =>
    rows.slice(1).every(row => typeof row[column] === 'number'),
  );
  return texts
    .map(row =>
      row
        .map((text, column) =>
          isNumber[column]
            ? text.padStart(widths[column])
            : text.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
