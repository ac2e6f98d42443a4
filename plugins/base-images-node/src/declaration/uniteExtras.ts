import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** Each package once with all extras that any of the lists asks for; sorted by name. */
export function uniteExtras(
  ...lists: readonly (readonly PackageWithExtras[])[]
): PackageWithExtras[] {
  const united = new Map<string, Set<string>>();
  for (const item of lists.flat()) {
    const extras = united.get(item.package);
    if (extras) {
      item.extras.forEach(extra => extras.add(extra));
    } else {
      united.set(item.package, new Set(item.extras));
    }
  }
  return [...united]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, extras]) => ({ package: name, extras: [...extras].sort() }));
}
