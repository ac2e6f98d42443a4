import { LockedDistribution, LockFile, LockReference } from './LockFile';

/** Real lock files take some thousands. */
const MAX_STEPS = 1_000_000;

/**
 * The part of a lock file that some requirements install: every distribution that is reachable from them, extras that are
 * asked for included, whatever the markers say.
 *
 * @returns what would be installed of each, sorted; undefined for a file that asks for more steps than any real one. A name
 * that is not locked gives nothing.
 */
export function sliceLock(
  lock: LockFile,
  roots: readonly LockReference[],
): string[] | undefined {
  return reachedDistributions(lock, roots)
    ?.map(({ identity }) => identity)
    .sort();
}

/** The same as distributions, in no particular order. */
export function reachedDistributions(
  { distributions }: LockFile,
  roots: readonly LockReference[],
): LockedDistribution[] | undefined {
  const byName = new Map<string, LockedDistribution[]>();
  for (const distribution of distributions) {
    const known = byName.get(distribution.name);
    if (known) {
      known.push(distribution);
    } else {
      byName.set(distribution.name, [distribution]);
    }
  }
  const reached = new Map<LockedDistribution, Set<string>>();
  const pending = [...roots];
  const follow = (references: readonly LockReference[] = []) => {
    for (const reference of references) {
      pending.push(reference);
    }
  };
  let steps = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { name, extras, version } = next;
    for (const distribution of byName.get(name) ?? []) {
      steps += 1 + extras.length;
      if (steps > MAX_STEPS) {
        return undefined;
      }
      if (version !== undefined && distribution.version !== version) {
        continue;
      }
      let followed = reached.get(distribution);
      if (!followed) {
        followed = new Set();
        reached.set(distribution, followed);
        follow(distribution.dependencies);
      }
      for (const extra of extras) {
        if (!followed.has(extra)) {
          followed.add(extra);
          follow(distribution.extras.get(extra));
        }
      }
    }
  }
  return [...reached.keys()];
}
