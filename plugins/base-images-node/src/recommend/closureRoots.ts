import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { coveredBy, PackageSet, toExtras } from './packageSets';

/**
 * The fewest packages of a closed set that bring the rest of it along: each is left out that the others, as far as they are
 * still there, bring with the same extras.
 */
export function closureRoots(
  set: PackageSet,
  closureOf: (items: PackageSet) => PackageSet,
): PackageWithExtras[] {
  let roots = [...set];
  for (const item of set) {
    const others = roots.filter(other => other !== item);
    const reached = toExtras(closureOf(others));
    if (coveredBy([item], reached).length > 0) {
      roots = others;
    }
  }
  return roots;
}
