import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { digest } from './digest';

/**
 * Hash over a closed set of packages: the flat, sorted list of each with its extras and its own hash. A recursive hash
 * could not be, because extras form cycles in real repositories.
 *
 * @param closure - the set, sorted by name, extras sorted.
 * @param hashes - source hash of each package by its name.
 * @public
 */
export function hashClosure(
  closure: readonly PackageWithExtras[],
  hashes: ReadonlyMap<string, string>,
): string {
  return digest(
    'closure/1',
    closure.flatMap(item => [
      item.package,
      item.extras.join(','),
      hashes.get(item.package) ?? '',
    ]),
  );
}
