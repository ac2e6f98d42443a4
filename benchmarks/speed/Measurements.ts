import { SpeedResult } from './SpeedStep';

/** Which of the times of a result. */
export type Clock = keyof SpeedResult;

/** Times and memory by what was measured. */
export class Measurements {
  readonly #results = new Map<string, SpeedResult[]>();
  readonly #megabytes = new Map<string, number>();

  /** @param megabytes - Largest resident set, in 10⁶ bytes. */
  add(key: string, result: SpeedResult, megabytes: number): void {
    this.#results.set(key, [...(this.#results.get(key) ?? []), result]);
    this.#megabytes.set(key, Math.max(this.peakMegabytes(key) ?? 0, megabytes));
  }

  /** Median time in milliseconds; undefined when there is none. */
  median(key: string, clock: Clock): number | undefined {
    const sorted = (this.#results.get(key) ?? [])
      .map(result => result[clock])
      .sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return sorted.length % 2 === 0 && sorted.length > 0
      ? (sorted[middle - 1] + sorted[middle]) / 2
      : sorted[Math.floor(middle)];
  }

  /** Largest resident set of all runs, in 10⁶ bytes. */
  peakMegabytes(key: string): number | undefined {
    return this.#megabytes.get(key);
  }
}
