import {
  formatRequirement,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';

/** Packages as requirements spell them, such as `receipt-label[full]`. */
export function formatPackages(
  packages: readonly PackageWithExtras[],
): string[] {
  return packages.map(item => formatRequirement(item.package, item.extras));
}
