import { TreeChanges } from './TreeChanges';

/** More changes than this are looked for once in each list, and the answer is kept. */
const FEW_CHANGES = 4;

/** Tells which lists of files hold one whose content is another than at the scan before. */
export class TouchedFiles {
  /** What several results are made from is often the same list. */
  readonly #touched = new Map<readonly string[], boolean>();

  /** @param changesOf - Gives undefined where the scan before says nothing about this one. */
  constructor(private readonly changesOf: () => TreeChanges | undefined) {}

  /** Whether one of some sorted paths was added, removed or changed. */
  isAmong(sorted: readonly string[]): boolean {
    const changes = this.changesOf();
    if (!changes) {
      return true;
    }
    if (changes.paths.size <= FEW_CHANGES) {
      return haveCommon(sorted, changes.paths);
    }
    let touched = this.#touched.get(sorted);
    if (touched === undefined) {
      touched = haveCommon(sorted, changes.paths);
      this.#touched.set(sorted, touched);
    }
    return touched;
  }

  has(path: string): boolean {
    return this.changesOf()?.paths.has(path) ?? true;
  }
}

function haveCommon(
  sorted: readonly string[],
  paths: ReadonlySet<string>,
): boolean {
  if (paths.size * Math.log2(sorted.length + 1) > sorted.length) {
    return sorted.some(path => paths.has(path));
  }
  for (const path of paths) {
    if (includes(sorted, path)) {
      return true;
    }
  }
  return false;
}

function includes(sorted: readonly string[], path: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < path) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return sorted[low] === path;
}
