import { TreeChanges } from './TreeChanges';

/** What was asked while a result was made: while the answers stay the same, so does the result. */
export interface Trace {
  /** Paths that were looked up or read. */
  readonly paths: readonly string[];
  /** Paths of which it was asked what is at or below them. */
  readonly listed: readonly string[];
  /** Names of the packages that were looked at. */
  readonly packages: readonly string[];
  /** Whether any change may make another result. */
  readonly whole: boolean;
}

/** @param changedPackages - Names of those that are not what they were at the scan before. */
export function isUnchanged(
  { paths, listed, packages, whole }: Trace,
  changes: TreeChanges,
  changedPackages: ReadonlySet<string>,
): boolean {
  return (
    !whole &&
    areDisjoint(paths, changes.paths) &&
    areDisjoint(listed, changes.listed) &&
    areDisjoint(packages, changedPackages)
  );
}

function areDisjoint(
  asked: readonly string[],
  changed: ReadonlySet<string>,
): boolean {
  if (changed.size > 0) {
    for (const item of asked) {
      if (changed.has(item)) {
        return false;
      }
    }
  }
  return true;
}
