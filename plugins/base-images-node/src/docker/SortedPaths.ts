/** What a path is in a set of files. */
export type PathKind = 'file' | 'directory';

/**
 * Paths of files in the order of their UTF-16 code units, with the folders that follow from them. Every question is
 * answered by binary search, so that a part of 100,000 paths costs no copy.
 */
export class SortedPaths {
  static of(paths: readonly string[]): SortedPaths {
    return new SortedPaths(paths, 0, paths.length);
  }

  /** The paths of several parts in order, each once. */
  static union(parts: readonly SortedPaths[]): readonly string[] {
    if (parts.length === 1) {
      return parts[0].toArray();
    }
    const all = parts[0]?.paths ?? [];
    if (parts.some(part => part.paths !== all)) {
      return [...new Set(parts.flatMap(part => part.toArray()))].sort();
    }
    const union: string[] = [];
    let next = 0;
    for (const { start, end } of [...parts].sort((a, b) => a.start - b.start)) {
      for (next = Math.max(next, start); next < end; next++) {
        union.push(all[next]);
      }
    }
    return union;
  }

  private constructor(
    private readonly paths: readonly string[],
    private readonly start: number,
    private readonly end: number,
  ) {}

  get size(): number {
    return this.end - this.start;
  }

  /** What stands at a path; `.` is the root, which is always a directory. */
  kindOf(path: string): PathKind | undefined {
    if (path === '.') {
      return 'directory';
    }
    const at = this.#lowerBound(path);
    if (at === this.end || !this.paths[at].startsWith(path)) {
      return undefined;
    }
    if (this.paths[at].length === path.length) {
      return 'file';
    }
    // What stands below a folder comes after what only begins like it, such as `a-b` before `a/b`.
    const prefix = `${path}/`;
    const below = this.paths[at].startsWith(prefix)
      ? at
      : this.#lowerBound(prefix, at);
    return below < this.end && this.paths[below].startsWith(prefix)
      ? 'directory'
      : undefined;
  }

  /** The file at a path, or the part below it, paths unchanged. */
  at(path: string): SortedPaths {
    const start = path === '.' ? this.end : this.#lowerBound(path);
    return start < this.end && this.paths[start] === path
      ? new SortedPaths(this.paths, start, start + 1)
      : this.below(path);
  }

  /** The part below a folder, paths unchanged. */
  below(folder: string): SortedPaths {
    if (folder === '.') {
      return this;
    }
    const start = this.#lowerBound(`${folder}/`);
    // '0' is the character after '/'.
    const end = this.#lowerBound(`${folder}0`, start);
    return new SortedPaths(this.paths, start, end);
  }

  /** Names of what stands directly in a folder, in order, without repetition. */
  *childrenOf(folder: string): IterableIterator<string> {
    const prefix = folder === '.' ? '' : `${folder}/`;
    const part = this.below(folder);
    let at = part.start;
    while (at < part.end) {
      const rest = part.paths[at].slice(prefix.length);
      const slash = rest.indexOf('/');
      const name = slash < 0 ? rest : rest.slice(0, slash);
      yield name;
      at = slash < 0 ? at + 1 : part.#lowerBound(`${prefix}${name}0`);
    }
  }

  toArray(): readonly string[] {
    return this.start === 0 && this.end === this.paths.length
      ? this.paths
      : this.paths.slice(this.start, this.end);
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (let at = this.start; at < this.end; at++) {
      yield this.paths[at];
    }
  }

  /** Where a path is, or would be, at or after `from`. */
  #lowerBound(path: string, from: number = this.start): number {
    let low = from;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.paths[middle] < path) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
