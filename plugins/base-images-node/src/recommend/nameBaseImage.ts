import { PackageSet } from './packageSets';

/** Longest name that is put together from names of packages. */
const LONGEST = 40;

/**
 * A name for a base image that holds some packages: theirs, as far as that is not too long, and free.
 *
 * @param taken - names that are not free
 */
export function nameBaseImage(
  packages: PackageSet,
  taken: ReadonlySet<string>,
): string {
  const names = packages.map(item => item.package);
  const joined = names.join('-');
  const name =
    joined.length <= LONGEST || names.length === 1
      ? joined
      : `${names[0]}-and-${names.length - 1}-more`;
  let free = name;
  for (let number = 2; taken.has(free); number++) {
    free = `${name}-${number}`;
  }
  return free;
}
