import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** Packages as requirements are written: `receipt-dynamo, receipt-label[full]`; `-` for none. */
export function formatPackages(packages: readonly PackageWithExtras[]): string {
  return formatNames(
    packages.map(item =>
      item.extras.length > 0
        ? `${item.package}[${item.extras.join(',')}]`
        : item.package,
    ),
  );
}

/** Names with commas; `-` for none. */
export function formatNames(names: readonly string[]): string {
  return names.join(', ') || '-';
}
