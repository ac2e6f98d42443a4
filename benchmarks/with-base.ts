import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ChildUsage } from './process/finishChild';
import { ChildResult, runChild } from './process/runChild';
import { formatTable } from './text/formatTable';
import { RewriteRow } from './with-base/RewriteRow';

interface CheckoutResult {
  checkout: string;
  result: ChildResult<{ rows: RewriteRow[] } & ChildUsage>;
}

/** A reason without the names, paths and options in it, so that equal ones can be counted. */
function kindOf(reason: string): string {
  return reason
    .replace(/^(?:\S+) also holds .*, which/, '… also holds …, which')
    .replace(/^(What the image holds is not known: ).*/, '$1…')
    .replace(
      /^With \S+ the installer would look for \S+/,
      'With … it looks for …',
    )
    .replace(
      /^(?:Which distribution) .* is cannot/,
      'Which distribution … is cannot',
    )
    .replace(
      /^\S+ (may|is set|is installed|is needed|leaves|installs|is for|is used)/,
      '… $1',
    )
    .replace(/\b(?:line|user|for) \S+/g, match => `${match.split(' ')[0]} …`);
}

function printTables(results: readonly CheckoutResult[]): void {
  const rows: (string | number)[][] = [];
  const reasons = new Map<string, number>();
  for (const { checkout, result } of results) {
    if (result.outcome !== 'finished') {
      rows.push([checkout, 0, 0, 0, 0, result.outcome]);
      continue;
    }
    const found = result.value.rows;
    const count = (test: (row: RewriteRow) => boolean) =>
      found.filter(test).length;
    rows.push([
      checkout,
      found.length,
      count(row => row.isLambda),
      count(row => row.outcome === 'rewritten'),
      count(row => row.outcome === 'refused'),
      count(row => row.outcome === 'nothing removed'),
    ]);
    for (const { refusals } of found) {
      for (const kind of new Set(refusals.map(item => kindOf(item.reason)))) {
        reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
      }
    }
  }
  console.log(
    formatTable([
      [
        'checkout',
        'Dockerfiles',
        'Lambdas',
        'rewritten',
        'refused',
        'nothing to remove',
      ],
      ...rows,
    ]),
  );
  const counted = [...reasons].sort((a, b) => b[1] - a[1]);
  console.log(
    `\n${formatTable([
      ['Dockerfiles', 'reason'],
      ...counted.map(([reason, count]) => [count, reason]),
    ])}`,
  );
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      timeout: { type: 'string', default: '300' },
      all: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (!folder) {
    console.error(
      'usage: with-base.ts FOLDER [--all] [--format text|json] [--timeout SECONDS]',
    );
    process.exitCode = 2;
    return;
  }
  const results: CheckoutResult[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      const result = await runChild<{ rows: RewriteRow[] } & ChildUsage>(
        join(__dirname, 'with-base', 'rewriteCheckout.ts'),
        [join(folder, entry.name), ...(values.all ? ['--all'] : [])],
        { timeoutSeconds: Number(values.timeout) },
      );
      results.push({ checkout: entry.name, result });
      console.error(`${entry.name}: ${result.outcome}`);
    }
  }
  results.sort((a, b) => (a.checkout < b.checkout ? -1 : 1));
  if (values.format === 'json') {
    console.log(JSON.stringify(results, undefined, 2));
  } else {
    printTables(results);
  }
  const failed = results.some(({ result }) => result.outcome !== 'finished');
  process.exitCode = failed ? 1 : 0;
}

void main();
