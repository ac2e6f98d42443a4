/** One entry of a git tree, below all its folders. */
export interface TreeEntry {
  path: string;
  /** Octal mode such as `100644`, `120000` for a symbolic link, `160000` for a submodule. */
  mode: string;
  blobId: string;
  /** Size in bytes; 0 for a submodule, and for a blob that a partial clone does not have. */
  size: number;
}

/** Reads what `git ls-tree -r -z --long` printed, split at the NUL characters. */
export function parseTreeEntries(parts: readonly string[]): TreeEntry[] {
  return parts.flatMap(part => {
    const record = /^(\d{6}) \w+ ([0-9a-f]{40}) +(\d+|-|BAD)\t([^]+)$/.exec(
      part,
    );
    return record
      ? [
          {
            mode: record[1],
            blobId: record[2],
            size: /^\d/.test(record[3]) ? Number(record[3]) : 0,
            path: record[4],
          },
        ]
      : [];
  });
}
