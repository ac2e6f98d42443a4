const CONTEXT = 3;
const MAXIMUM_CELLS = 4_000_000;

interface Edit {
  sign: ' ' | '-' | '+';
  line: string;
}

/** The differences of two texts in the unified format of `diff -u`; empty where there are none. @public */
export function formatDiff(
  before: string,
  after: string,
  [oldName, newName]: readonly [string, string],
): string {
  const edits = compareLines(toLines(before), toLines(after));
  const hunks = toHunks(edits);
  return hunks.length === 0
    ? ''
    : [`--- ${quote(oldName)}\n`, `+++ ${quote(newName)}\n`, ...hunks].join('');
}

/** A name cannot pretend to be a line of the difference; git quotes such names too. */
function quote(name: string): string {
  return /[\p{Cc}"\\]/u.test(name) ? JSON.stringify(name) : name;
}

/** With their line breaks, by which the last one may differ. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function compareLines(before: string[], after: string[]): Edit[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start++;
  }
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const same = (line: string): Edit => ({ sign: ' ', line });
  return [
    ...before.slice(0, start).map(same),
    ...compareMiddle(
      before.slice(start, before.length - end),
      after.slice(start, after.length - end),
    ),
    ...before.slice(before.length - end).map(same),
  ];
}

/** By the longest common subsequence; what is too long for that is replaced as a whole. */
function compareMiddle(before: string[], after: string[]): Edit[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > MAXIMUM_CELLS) {
    return [
      ...before.map(line => ({ sign: '-' as const, line })),
      ...after.map(line => ({ sign: '+' as const, line })),
    ];
  }
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      edits.push({ sign: ' ', line: before[i++] });
      j++;
    } else if (
      i < before.length &&
      (j === after.length ||
        lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
    ) {
      edits.push({ sign: '-', line: before[i++] });
    } else {
      edits.push({ sign: '+', line: after[j++] });
    }
  }
  return edits;
}

function toHunks(edits: Edit[]): string[] {
  const changed = edits.flatMap(({ sign }, index) =>
    sign === ' ' ? [] : [index],
  );
  const spans: { from: number; to: number }[] = [];
  for (const index of changed) {
    const from = Math.max(index - CONTEXT, 0);
    const to = Math.min(index + CONTEXT + 1, edits.length);
    const last = spans.at(-1);
    if (last && from <= last.to) {
      last.to = to;
    } else {
      spans.push({ from, to });
    }
  }
  return spans.map(({ from, to }) => {
    const count = (list: Edit[], sign: string) =>
      list.filter(edit => edit.sign === ' ' || edit.sign === sign).length;
    const place = (sign: string) => {
      const length = count(edits.slice(from, to), sign);
      const before = count(edits.slice(0, from), sign);
      return `${length === 0 ? before : before + 1},${length}`;
    };
    const lines = edits
      .slice(from, to)
      .map(({ sign, line }) =>
        line.endsWith('\n')
          ? `${sign}${line}`
          : `${sign}${line}\n\\ No newline at end of file\n`,
      );
    return `@@ -${place('-')} +${place('+')} @@\n${lines.join('')}`;
  });
}
