/** In what a work tree differs from its index, and the index from the commit. Paths start at the root of the work tree. */
export interface GitStatus {
  /** The commit that is checked out; null before the first one. */
  head: string | null;
  /** Whether the index differs from the commit. */
  staged: boolean;
  /** Tracked files that differ from the index, or are in conflict. */
  changed: string[];
  /** Files, and folders with files, that are not tracked; those of folders end in `/`. */
  untracked: string[];
}

/** What stands before the path of a tracked file that differs: its status, and how it is recorded (git-status, "Porcelain Format Version 2"). */
const CHANGED = /^1 (.)(.)(?: \S+){6} ([^]*)$/;
const CONFLICT = /^u \S\S(?: \S+){8} ([^]*)$/;
const COMMIT = /^# branch\.oid ([0-9a-f]{40})$/;

/** Reads what `git status --porcelain=v2 --branch --no-renames -z` printed, split at the NUL characters. */
export function parseStatus(parts: readonly string[]): GitStatus {
  const status: GitStatus = {
    head: null,
    staged: false,
    changed: [],
    untracked: [],
  };
  for (const part of parts) {
    const changed = CHANGED.exec(part);
    const conflict = CONFLICT.exec(part);
    const commit = COMMIT.exec(part);
    if (changed) {
      const [, inIndex, inWorkTree, path] = changed;
      status.staged ||= inIndex !== '.';
      if (inWorkTree !== '.') {
        status.changed.push(path);
      }
    } else if (conflict) {
      status.staged = true;
      status.changed.push(conflict[1]);
    } else if (commit) {
      status.head = commit[1];
    } else if (part.startsWith('? ')) {
      status.untracked.push(part.slice('? '.length));
    }
  }
  return status;
}
