import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { finishChild } from '../process/finishChild';
import { checkScan } from './checkScan';
import { FAMILIES } from './families';
import { FuzzCase } from './FuzzCase';
import { FamilyResult } from './FuzzResult';

/** After a failure the next batch goes on with other cases. */
const BATCH = 500;
/** Shrinking slow cases is slow itself. */
const MAX_BATCH_MILLISECONDS = 300_000;

async function main([name, cases, seed, currentCase]: string[]) {
  const result: FamilyResult = { cases: 0, failures: [] };
  const property = fc.asyncProperty(FAMILIES[name].cases, async fuzzCase => {
    // Should the process hang, this is what it hung at.
    writeFileSync(currentCase, printCase(fuzzCase));
    await checkScan(fuzzCase);
  });
  while (result.cases < Number(cases)) {
    const numRuns = Math.min(BATCH, Number(cases) - result.cases);
    const details = await fc.check(property, {
      numRuns,
      seed: Number(seed) + result.cases,
      interruptAfterTimeLimit: MAX_BATCH_MILLISECONDS,
    });
    result.cases += numRuns;
    if (details.failed && details.counterexample) {
      const { counterexample, errorInstance, counterexamplePath } = details;
      result.failures.push({
        seed: details.seed,
        path: counterexamplePath ?? '',
        error:
          errorInstance instanceof Error
            ? (errorInstance.stack ?? errorInstance.message)
            : String(errorInstance),
        input: printCase(counterexample[0]),
      });
    }
  }
  finishChild(result);
}

function printCase({ files, symlinks }: FuzzCase): string {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string'
      ? content
      : { base64: content.toString('base64') },
  ]);
  return JSON.stringify({ files: Object.fromEntries(texts), symlinks });
}

void main(process.argv.slice(2));
