import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** Packages with extras, sorted by name: what an image holds or requires. */
export type PackageSet = readonly PackageWithExtras[];

/** The same text for the same set. */
export function keyOfSet(set: PackageSet): string {
  return set.map(formatPackage).join(' ');
}

/** As a requirement is written: `receipt-label[full]`. */
export function formatPackage(item: PackageWithExtras): string {
  return item.extras.length > 0
    ? `${item.package}[${item.extras.join(',')}]`
    : item.package;
}

/** A set that is asked for its packages by name. */
export function toExtras(set: PackageSet): ReadonlyMap<string, string[]> {
  return new Map(set.map(item => [item.package, item.extras]));
}

/** Whether everything in a set is in another one too, extras included. */
export function isWithin(
  set: PackageSet,
  other: ReadonlyMap<string, readonly string[]>,
): boolean {
  return set.every(item => {
    const extras = other.get(item.package);
    return extras && item.extras.every(extra => extras.includes(extra));
  });
}

/** What of a required set is held: packages with all extras that are asked for. */
export function coveredBy(
  required: PackageSet,
  held: ReadonlyMap<string, readonly string[]>,
): PackageWithExtras[] {
  return required.filter(item => {
    const extras = held.get(item.package);
    return extras && item.extras.every(extra => extras.includes(extra));
  });
}
