/** The first column of each table under `## Faults` of a Markdown text, by the heading of the table. */
export function readFaultTables(markdown: string): Record<string, string[]> {
  const [, section = ''] = /^## Faults$([^]*?)^## /m.exec(markdown) ?? [];
  return Object.fromEntries(
    section
      .split(/^### /m)
      .slice(1)
      .flatMap(part => {
        const [heading, ...lines] = part.split('\n');
        const rows = lines.filter(line => line.startsWith('|'));
        // The first two are the names of the columns and the line below them.
        const faults = rows.slice(2).map(row => row.split('|')[1].trim());
        return faults.length > 0 ? [[heading, faults]] : [];
      }),
  );
}
