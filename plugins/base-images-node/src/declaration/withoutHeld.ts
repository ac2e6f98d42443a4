import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** The items of which `held` has not the package with all those extras, in their order. */
export function withoutHeld(
  items: readonly PackageWithExtras[],
  held: readonly PackageWithExtras[],
): PackageWithExtras[] {
  const extras = new Map(held.map(item => [item.package, item.extras]));
  return items.filter(
    item =>
      !extras.has(item.package) ||
      !item.extras.every(extra => extras.get(item.package)?.includes(extra)),
  );
}
