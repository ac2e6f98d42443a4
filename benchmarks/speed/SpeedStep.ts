import { processorMilliseconds } from '../process/processorMilliseconds';

/** One thing that is measured, on a folder with a synthetic monorepo. */
export interface SpeedStep<T> {
  /** What must be there before, and is not measured. */
  prepare(folder: string): Promise<T>;
  /** What is measured; takes what was prepared. */
  run(folder: string, prepared: T): Promise<void> | void;
  /** Leaves the folder as it was. */
  restore?(folder: string): void;
}

/** What one run of a step took, on the wall clock and of the processors. */
export interface SpeedResult {
  milliseconds: number;
  processorMilliseconds: number;
}

/** Times something. */
export async function timed(
  run: () => Promise<void> | void,
): Promise<SpeedResult> {
  const used = processorMilliseconds();
  const start = performance.now();
  await run();
  return {
    milliseconds: performance.now() - start,
    processorMilliseconds: processorMilliseconds() - used,
  };
}

/** Prepares a step, and measures it. */
export async function measure<T>(
  step: SpeedStep<T>,
  folder: string,
): Promise<SpeedResult> {
  try {
    const prepared = await step.prepare(folder);
    return await timed(() => step.run(folder, prepared));
  } finally {
    step.restore?.(folder);
  }
}
