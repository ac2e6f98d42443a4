import { DiscoveredPackage } from '../../python/DiscoveredPackage';

/** What is built of a package. */
export type DistributionFormat = 'wheel' | 'sdist';

/**
 * The names of the files that are built of a package (PyPA "Binary distribution format", "Source distribution format"). Where the version
 * is not known, only patterns match them. Source distributions were long named after the name as it is written.
 */
export function distributionFiles(
  { name, declaredName, version }: DiscoveredPackage,
  formats: readonly DistributionFormat[],
): string[] {
  const number = version ?? '0';
  const escaped = name.replaceAll('-', '_');
  const files = formats.flatMap(format =>
    format === 'wheel'
      ? [`${escaped}-${number}-py3-none-any.whl`]
      : [`${escaped}-${number}.tar.gz`, `${declaredName}-${number}.tar.gz`],
  );
  return [...new Set(files)];
}
