import { writeFileSync } from 'node:fs';
import { resultFileOfChild } from './runChild';

/** Gives the result of a child process to the one that started it, with what it has used. */
export function finishChild<T extends object>(value: T): void {
  const { maxRSS } = process.resourceUsage();
  writeFileSync(
    resultFileOfChild(),
    JSON.stringify({
      ...value,
      peakMegabytes: Math.round((maxRSS * 1024) / 1_000_000),
    }),
  );
}

/** What {@link finishChild} adds. */
export interface ChildUsage {
  /** Largest resident set, in 10⁶ bytes. */
  peakMegabytes: number;
}
