import { isAtOrBelow } from './pathRelations';
import { ChainStep } from './ChainStep';
import { PackageCopy, readPackageCopy } from './PackageCopy';
import { RewriteInput } from './RewriteInput';
import { PlannedRun, removedPaths } from './RewritePlan';

/**
 * The copies that may be there for covered installs alone: before the last of these, of packages that no retained command
 * installs or refers to, to a place that is removed later or that a function does not see.
 */
export function findPackageCopies(
  { traced, packages }: RewriteInput,
  steps: readonly ChainStep[],
  runs: readonly PlannedRun[],
  isGone: (name: string) => boolean,
): PackageCopy[] {
  const removing = runs.flatMap(run =>
    [...run.plans.values()]
      .filter(({ outcome }) => outcome !== 'retained')
      .map(() => run.at.position),
  );
  const last = Math.max(-1, ...removing);
  return steps.flatMap(at => {
    if (at.step?.kind !== 'copy' || at.position > last) {
      return [];
    }
    const copy = readPackageCopy(at, at.step, traced.context, packages);
    return copy &&
      copy.packages.every(isGone) &&
      isPassing(copy, runs) &&
      isInstalledFrom(copy, runs)
      ? [copy]
      : [];
  });
}

/** Whether the image ends up without the copy; `/tmp` of an image is not seen by a function. */
function isPassing(
  { destination, at }: PackageCopy,
  runs: readonly PlannedRun[],
): boolean {
  if (/^\/(?:var\/)?tmp\/./.test(destination)) {
    return true;
  }
  return runs.some(
    run =>
      run.at.position > at.position &&
      run.segments.some(segment =>
        segment.observed
          .flatMap(removedPaths)
          .some(path => path !== undefined && isAtOrBelow(destination, path)),
      ),
  );
}

/** Whether a command that goes installs from it. */
function isInstalledFrom(
  copy: PackageCopy,
  runs: readonly PlannedRun[],
): boolean {
  return runs.some(
    run =>
      run.at.position > copy.at.position &&
      [...run.plans.values()].some(
        ({ outcome, removed }) =>
          outcome !== 'retained' &&
          removed.some(item => copy.packages.includes(item.package)),
      ),
  );
}
