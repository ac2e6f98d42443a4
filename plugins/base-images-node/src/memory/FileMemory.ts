import { Results } from './Results';
import { TouchedFiles } from './TouchedFiles';

/** A result of an earlier scan, with what it was made from. */
export interface FileResult<T> {
  result: T;
  /** What was given to it. */
  inputs: readonly unknown[];
  /** Paths of the files that it was made from, sorted. */
  files: readonly string[];
}

/**
 * Results of one kind that are made from some inputs and the content of some files, each under a key: those of the scan before, as
 * far as they still hold, and those of this one.
 */
export class FileMemory<T> {
  constructor(
    private readonly all: Results<FileResult<T>>,
    private readonly touched: TouchedFiles,
  ) {}

  /** What the next scan may remember. */
  get results(): ReadonlyMap<string, FileResult<T>> {
    return this.all.kept;
  }

  /** The earlier result under a key when the inputs are the same objects and none of its files has changed. */
  find(key: string, inputs: readonly unknown[]): T | undefined {
    const known = this.all.earlier(key);
    if (
      !known ||
      !inputs.every((input, index) => input === known.inputs[index]) ||
      this.touched.isAmong(known.files)
    ) {
      return undefined;
    }
    this.all.keep(key, known);
    return known.result;
  }

  /** The earlier result under a key, even where it does not hold any more. */
  earlier(key: string): T | undefined {
    return this.all.earlier(key)?.result;
  }

  keep(key: string, kept: FileResult<T>): T {
    this.all.keep(key, kept);
    return kept.result;
  }
}
