import { uniteExtras } from '../declaration/uniteExtras';
import { isWithin, keyOfSet, PackageSet, toExtras } from './packageSets';

/** Most packages that sets are put together from: those that most Lambdas require. */
const MAXIMUM_PARTS = 150;

/** Most closed sets that are looked at for images of one kind. */
const MAXIMUM_SETS = 1_500;

/**
 * The closed sets of packages that a base image could hold for some Lambdas and nothing beyond what one of them requires:
 * whole required sets, what two of them have in common, and whatever can be put together from the closures of single packages.
 * Large monorepos have more of them than can be looked at, so those of the packages that most Lambdas require come first.
 *
 * @param required - what each Lambda requires, closed
 * @param closureOf - what one package with extras brings along, itself included
 */
export function closedSets(
  required: readonly PackageSet[],
  closureOf: (item: PackageSet[number]) => PackageSet,
): PackageSet[] {
  const maps = required.map(toExtras);
  const found = new Map<string, PackageSet>();
  const add = (set: PackageSet) => {
    const key = keyOfSet(set);
    const isNew =
      set.length > 0 &&
      found.size < MAXIMUM_SETS &&
      !found.has(key) &&
      maps.some(map => isWithin(set, map));
    if (isNew) {
      found.set(key, set);
    }
    return isNew;
  };
  const parts = rankedParts(required, closureOf);
  required.forEach(add);
  for (let first = 0; first < required.length; first++) {
    for (let second = 0; second < first; second++) {
      if (found.size >= MAXIMUM_SETS / 3) {
        break;
      }
      add(commonClosures(required[first], maps[second], closureOf));
    }
  }
  const pending: PackageSet[] = parts.filter(add);
  for (const set of pending) {
    for (const part of parts) {
      const united = uniteExtras(set, part);
      if (found.size >= MAXIMUM_SETS) {
        return [...found.values()];
      }
      if (add(united)) {
        pending.push(united);
      }
    }
  }
  return [...found.values()];
}

/** The closures of single packages, those that most Lambdas require first. */
function rankedParts(
  required: readonly PackageSet[],
  closureOf: (item: PackageSet[number]) => PackageSet,
): PackageSet[] {
  const parts = new Map<string, { set: PackageSet; count: number }>();
  for (const item of required.flat()) {
    const key = keyOfSet([item]);
    const known = parts.get(key);
    parts.set(key, {
      set: known?.set ?? closureOf(item),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...parts]
    .sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
    .slice(0, MAXIMUM_PARTS)
    .map(([, { set }]) => set);
}

/** What of a set is in another one together with all that it needs. */
function commonClosures(
  set: PackageSet,
  other: ReadonlyMap<string, readonly string[]>,
  closureOf: (item: PackageSet[number]) => PackageSet,
): PackageSet {
  return uniteExtras(
    ...set
      .filter(item => isWithin([item], other))
      .map(closureOf)
      .filter(closure => isWithin(closure, other)),
  );
}
