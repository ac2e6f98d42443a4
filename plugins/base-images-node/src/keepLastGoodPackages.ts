import {
  Package,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { PackageDiscovery } from './python/discoverPackages';
import { DiscoveredPackage } from './python/DiscoveredPackage';

/**
 * Adds packages of an earlier scan whose manifests are still there but cannot be read any more, as they were then. What is
 * wrong stays as a diagnostic, which tells that an earlier state is shown.
 *
 * @public
 */
export function keepLastGoodPackages(
  previous: readonly Package[],
  discovery: PackageDiscovery,
): PackageDiscovery {
  const broken = new Set(
    discovery.diagnostics
      .filter(
        ({ code, severity }) =>
          code === 'invalid-manifest' && severity === 'error',
      )
      .map(({ file }) => file),
  );
  if (broken.size === 0) {
    return discovery;
  }
  const names = new Set(discovery.packages.map(({ name }) => name));
  const manifests = new Set(discovery.packages.map(item => item.manifest));
  const kept = new Map<string, Package>();
  for (const item of previous) {
    if (
      broken.has(item.manifest) &&
      !manifests.has(item.manifest) &&
      !names.has(item.name)
    ) {
      kept.set(item.name, item);
    }
  }
  if (kept.size === 0) {
    return discovery;
  }
  const keptManifests = new Map(
    [...kept.values()].map(({ manifest, name }) => [manifest, name]),
  );
  const before = new Map(previous.map(item => [item.name, item]));
  const packages = [
    ...discovery.packages.map(item => rebind(item, kept, before)),
    ...[...kept.values()].map(toDiscovered),
  ];
  return {
    packages: packages.sort((a, b) => (a.name < b.name ? -1 : 1)),
    diagnostics: discovery.diagnostics.map(diagnostic => {
      const name = keptManifests.get(diagnostic.file);
      return diagnostic.code === 'invalid-manifest' && name !== undefined
        ? {
            ...diagnostic,
            message: `${diagnostic.message} The package ${name} is shown as it was before.`,
          }
        : diagnostic;
    }),
  };
}

function toDiscovered(item: Package): DiscoveredPackage {
  const { owners, sourceHash, ...discovered } = item;
  return discovered;
}

/** Requirements of kept packages, which were taken for names of an index, are bound as they were before. */
function rebind(
  item: DiscoveredPackage,
  kept: ReadonlyMap<string, Package>,
  before: ReadonlyMap<string, Package>,
): DiscoveredPackage {
  if (!item.requirements.some(({ name }) => kept.has(name))) {
    return item;
  }
  const bindings = new Map(
    before
      .get(item.name)
      ?.requirements.map(requirement => [
        keyOf(requirement),
        requirement.binding,
      ]),
  );
  return {
    ...item,
    requirements: item.requirements.map(requirement =>
      kept.has(requirement.name)
        ? {
            ...requirement,
            binding: bindings.get(keyOf(requirement)) ?? 'working-tree',
          }
        : requirement,
    ),
  };
}

function keyOf({ kind, name, specifier, url }: Requirement): string {
  return JSON.stringify([kind, name, specifier, url]);
}
