import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CorpusRow } from './corpus/CorpusRow';
import { ChildUsage } from './process/finishChild';
import { ChildResult, runChild } from './process/runChild';
import { formatTable } from './text/formatTable';

interface CheckoutResult {
  checkout: string;
  result: ChildResult<CorpusRow & ChildUsage>;
}

function toText(counts: Record<string, number>): string {
  const text = Object.entries(counts).map(
    ([name, count]) => `${count} ${name}`,
  );
  return text.join(', ') || '-';
}

function printTables(results: readonly CheckoutResult[]): void {
  const rows: (string | number)[][] = [];
  const details: string[] = [];
  for (const { checkout, result } of results) {
    if (result.outcome !== 'finished') {
      rows.push([checkout, 0, 0, 0, '-', 0, 0, result.outcome]);
      details.push(`${checkout}: ${result.outcome}: ${result.message}`);
      continue;
    }
    const { value } = result;
    rows.push([
      checkout,
      value.files,
      value.packages,
      value.lambdas,
      toText(value.confidence),
      Number(value.seconds.toFixed(2)),
      value.peakMegabytes,
      value.parseFailures.length,
    ]);
    details.push(
      [
        checkout,
        `edges: ${toText(value.edges)}`,
        `diagnostics: ${toText(value.diagnostics)}`,
        ...value.unknown.map(place => `unknown: ${place}`),
        ...value.parseFailures.map(failure => `cannot be read: ${failure}`),
      ].join('\n  '),
    );
  }
  const heading = [
    ...['checkout', 'files', 'packages', 'Lambdas', 'confidence'],
    ...['seconds', 'peak MB', 'unreadable'],
  ];
  console.log(formatTable([heading, ...rows]));
  console.log(`\n${details.join('\n')}`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      timeout: { type: 'string', default: '120' },
    },
  });
  const [folder] = positionals;
  if (!folder) {
    console.error(
      'usage: corpus.ts FOLDER [--format text|json] [--timeout SECONDS]',
    );
    process.exitCode = 2;
    return;
  }
  const results: CheckoutResult[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      const result = await runChild<CorpusRow & ChildUsage>(
        join(__dirname, 'corpus', 'scanCheckout.ts'),
        [join(folder, entry.name)],
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
