import { ImageDifference } from '@base-images/image-bench';
import { CaseResult } from './proveCase';
import { RefusalResult } from './proveRefusal';

/** Prints what a case showed. Gives 1 where it is wrong. */
export function printCase(result: CaseResult, isRight: boolean): number {
  const { outcome, title, seconds = [], result: given = '' } = result;
  const times = seconds.map(item => item.toFixed(1)).join(', ');
  console.log(
    [mark(isRight), outcome.padEnd(13), title, times && `(${times} s)`, given]
      .filter(Boolean)
      .join(' ')
      .slice(0, 200),
  );
  if (!isRight) {
    const { without = [], with: differing = [] } = result.differences ?? {};
    [
      ...(result.reasons ?? []),
      ...without.map(item => `without base image: ${toText(item)}`),
      ...differing.map(item => `with base image: ${toText(item)}`),
    ]
      .slice(0, 20)
      .forEach(line => console.log(`      ${line}`));
  }
  return isRight ? 0 : 1;
}

/** Prints what forcing a refused rewrite showed. Gives 1 where that is not what is expected. */
export function printRefusal(result: RefusalResult): number {
  const { outcome, expected, title, seen } = result;
  const isRight = outcome === expected;
  console.log(`${mark(isRight)} ${outcome.padEnd(14)} ${title}: ${seen}`);
  return isRight ? 0 : 1;
}

function mark(isRight: boolean): string {
  return isRight ? 'ok   ' : 'WRONG';
}

function toText({ kind, name, first, second }: ImageDifference): string {
  return `${kind} ${name}: ${first || 'nothing'} became ${second || 'nothing'}`;
}
