/** The first column of each table under `## Faults` of a Markdown text, by the heading of the table. */
export function readFaultTables(markdown: string): Record<string, string[]> {
  const [, faults = ''] = /^## Faults$([^]*?)^## /m.exec(markdown) ?? [];
  return Object.fromEntries(
    faults
      .split(/^### /m)
      .slice(1)
      .map(part => {
        const [heading, ...lines] = part.split('\n');
        const rows = lines.filter(line => line.startsWith('|'));
        // The first two are the names of the columns and the line below them.
        return [heading, rows.slice(2).map(row => row.split('|')[1].trim())];
      }),
  );
}
