/** A line of a difference, as it is shown. */
export interface DiffLine {
  kind: 'hunk' | 'same' | 'removed' | 'added' | 'note';
  text: string;
  /** 1-based line in the text before, where it has one. */
  before: number | undefined;
  /** 1-based line in the text after, where it has one. */
  after: number | undefined;
}

/** Reads the unified format of `diff -u`, of one file. */
export function parseDiff(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  for (const line of diff.split('\n').slice(2)) {
    const text = line.slice(1).replace(/\r$/, '');
    switch (line[0]) {
      case '@': {
        const [, from, to] = /^@@ -(\d+),\d+ \+(\d+),/.exec(line) ?? [];
        before = Number(from);
        after = Number(to);
        lines.push({
          kind: 'hunk',
          text: line,
          before: undefined,
          after: undefined,
        });
        break;
      }
      case ' ':
        lines.push({ kind: 'same', text, before: before++, after: after++ });
        break;
      case '-':
        lines.push({
          kind: 'removed',
          text,
          before: before++,
          after: undefined,
        });
        break;
      case '+':
        lines.push({ kind: 'added', text, before: undefined, after: after++ });
        break;
      case '\\':
        lines.push({
          kind: 'note',
          text: line,
          before: undefined,
          after: undefined,
        });
        break;
      default:
    }
  }
  return lines;
}
