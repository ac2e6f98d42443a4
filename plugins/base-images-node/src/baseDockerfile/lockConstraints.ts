import { LockedDistribution, LockFile } from '../hash/lock/LockFile';
import { reachedDistributions } from '../hash/lock/sliceLock';
import { LockReference } from '../hash/lock/LockFile';

/** What keeps a lock from being exported, in one sentence. */
export interface UnexportableLock {
  problem: string;
}

/**
 * The constraints that a lock file stands for (pip "Constraints Files"): the version of every distribution that some
 * requirements reach, sorted. Packages of the monorepo are left out.
 */
export function lockConstraints(
  lock: LockFile,
  roots: readonly LockReference[],
  isInternal: (name: string) => boolean,
): string[] | UnexportableLock {
  const reached = reachedDistributions(lock, roots);
  if (!reached) {
    return { problem: 'is too large to follow' };
  }
  const external = reached.filter(({ name }) => !isInternal(name));
  const versions = new Map<string, number>();
  for (const { name } of external) {
    versions.set(name, (versions.get(name) ?? 0) + 1);
  }
  const lines: string[] = [];
  for (const distribution of external) {
    const { name, markers } = distribution;
    const pinned = pin(distribution);
    if (pinned === undefined) {
      return {
        problem: `takes ${name} from a place that constraints cannot say`,
      };
    }
    const isForked = versions.get(name)! > 1;
    if (isForked && markers.length === 0) {
      return {
        problem: `has several versions of ${name}, and does not say where each holds`,
      };
    }
    const condition =
      markers.length > 1
        ? markers.map(text => `(${text})`).join(' or ')
        : markers[0];
    lines.push(isForked ? `${pinned} ; ${condition}` : pinned);
  }
  return [...new Set(lines)].sort();
}

function pin({
  name,
  version,
  source,
}: LockedDistribution): string | undefined {
  switch (source.type) {
    case 'registry':
      return version === undefined ? undefined : `${name}==${version}`;
    case 'url':
      return `${name} @ ${source.url}`;
    default:
      return undefined;
  }
}
