import { writeFileSync } from 'node:fs';
import { finishChild } from '../process/finishChild';
import { checkScan } from './checkScan';
import { FamilyResult } from './FuzzResult';
import { specialCases } from './specialCases';

/** Runs the special cases once each, after one that pays for the compilation of the engine. */
async function main([currentCase, only]: string[]) {
  const result: FamilyResult = { cases: 0, failures: [] };
  await checkScan({ files: {} });
  for (const [name, fuzzCase] of specialCases()) {
    if (only && !name.includes(only)) {
      continue;
    }
    writeFileSync(currentCase, name);
    result.cases += 1;
    try {
      await checkScan(fuzzCase);
    } catch (error) {
      result.failures.push({
        seed: 0,
        path: '',
        error: String(error instanceof Error ? error.stack : error).slice(
          0,
          1000,
        ),
        input: name,
      });
    }
  }
  finishChild(result);
}

void main(process.argv.slice(2));
