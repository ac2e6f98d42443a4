import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAMILIES } from './fuzz/families';
import { FamilyResult } from './fuzz/FuzzResult';
import { ChildResult, runChild } from './process/runChild';

/** Far more than a case takes on average, shrinking included. */
const SECONDS_PER_CASE = 0.5;
const SPECIAL = 'special';

/** Runs one script over its cases and prints what failed. @returns how many did. */
async function run(
  name: string,
  script: string,
  cases: number,
  args: (currentCase: string) => string[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const currentCase = join(folder, 'case.json');
  try {
    const start = performance.now();
    const result = await runChild<FamilyResult>(
      join(__dirname, 'fuzz', script),
      args(currentCase),
      { timeoutSeconds: 600 + cases * SECONDS_PER_CASE },
    );
    const seconds = Math.round((performance.now() - start) / 1000);
    return report(name, result, seconds, () =>
      existsSync(currentCase)
        ? readFileSync(currentCase, 'utf8')
        : 'before the first case',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(
  name: string,
  result: ChildResult<FamilyResult>,
  seconds: number,
  readCurrentCase: () => string,
): number {
  if (result.outcome !== 'finished') {
    console.log(
      `${name}: ${result.outcome} after ${seconds} s: ${result.message}\n  ${readCurrentCase()}`,
    );
    return 1;
  }
  const { cases, failures } = result.value;
  console.log(
    `${name}: ${cases} cases, ${failures.length} failed, ${seconds} s`,
  );
  for (const { seed, path, error, input } of failures) {
    console.log(`  seed ${seed} path ${path}\n  ${error}\n  ${input}`);
  }
  return failures.length;
}

async function main() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      family: { type: 'string' },
    },
  });
  const { family, seed } = values;
  console.log(`seed ${seed}`);
  let failed = 0;
  for (const [name, { share }] of Object.entries(FAMILIES)) {
    if (family === undefined || family === name) {
      const part = family === undefined ? share : 100;
      const cases = Math.ceil((Number(values.cases) * part) / 100);
      failed += await run(name, 'runFamily.ts', cases, currentCase => [
        name,
        String(cases),
        seed,
        currentCase,
      ]);
    }
  }
  if (family === undefined || family === SPECIAL) {
    failed += await run(SPECIAL, 'runSpecialCases.ts', 0, currentCase => [
      currentCase,
    ]);
  }
  console.log(failed === 0 ? 'Nothing failed.' : `${failed} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
