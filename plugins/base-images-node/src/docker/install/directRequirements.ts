import {
  PackageWithExtras,
  PinnedPackage,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { DiscoveredPackage } from '../../python/DiscoveredPackage';
import { evaluateMarker } from '../../python/evaluateMarker';
import { MarkerEnvironment } from '../../python/MarkerEnvironment';
import { parseMarker } from '../../python/parseMarker';

/** The extras that asking for some extras of a package asks for: `all = ["me[a,b]"]` asks for `a` and `b` of itself. */
export function expandExtras(
  { name, requirements }: DiscoveredPackage,
  extras: readonly string[],
): string[] {
  const all = new Set(extras);
  for (const extra of all) {
    for (const requirement of requirements) {
      if (requirement.name === name && requirement.kind === `extra:${extra}`) {
        requirement.extras.forEach(other => all.add(other));
      }
    }
  }
  return [...all].sort();
}

/** What a package with extras asks for itself, as far as it is bound to the working tree and its markers hold. */
export function directRequirements(
  entry: DiscoveredPackage,
  extras: readonly string[],
  environment: MarkerEnvironment,
): PackageWithExtras[] {
  return requirementsThatHold(entry, extras, environment)
    .filter(({ binding }) => binding === 'working-tree')
    .map(({ name, extras: wanted }) => ({ package: name, extras: wanted }));
}

/** The internal packages that it asks for in a published version. */
export function publishedRequirements(
  entry: DiscoveredPackage,
  extras: readonly string[],
  environment: MarkerEnvironment,
): PinnedPackage[] {
  return requirementsThatHold(entry, extras, environment)
    .filter(({ binding }) => binding === 'pinned')
    .map(({ name, extras: wanted, specifier, url }) => {
      const asked = wanted.length > 0 ? `${name}[${wanted.join(',')}]` : name;
      const requirement =
        url === null ? `${asked}${specifier}` : `${asked} @ ${url}`;
      return { package: name, requirement };
    });
}

/** What a package with extras asks for, internal or not, as far as its markers hold; references to itself are left out. */
export function requirementsThatHold(
  entry: DiscoveredPackage,
  extras: readonly string[],
  environment: MarkerEnvironment,
): Requirement[] {
  const asked = expandExtras(entry, extras);
  return entry.requirements.filter(
    ({ name, kind, marker }) =>
      name !== entry.name &&
      (kind === 'main' || asked.some(extra => kind === `extra:${extra}`)) &&
      holds(marker, environment, asked),
  );
}

/** What some groups of a package ask for, internal or not, as far as its markers hold. */
export function groupRequirementsThatHold(
  { requirements }: DiscoveredPackage,
  isWanted: (group: string) => boolean,
  environment: MarkerEnvironment,
): Requirement[] {
  return requirements.filter(
    ({ kind, marker }) =>
      kind.startsWith('group:') &&
      isWanted(kind.slice('group:'.length)) &&
      holds(marker, environment, []),
  );
}

/** Everything that is bound to the working tree and reachable from some packages over it, themselves included. */
export function workingTreeClosure(
  roots: readonly PackageWithExtras[],
  packages: ReadonlyMap<string, DiscoveredPackage>,
  environment: MarkerEnvironment,
): PackageWithExtras[] {
  const extras = new Map<string, Set<string>>();
  const pending = [...roots];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const entry = packages.get(next.package);
    const known = extras.get(next.package);
    const added = next.extras.filter(extra => !known?.has(extra));
    if (entry && (!known || added.length > 0)) {
      const all = new Set([...(known ?? []), ...added]);
      extras.set(next.package, all);
      pending.push(...directRequirements(entry, [...all], environment));
    }
  }
  return [...extras].map(([name, asked]) => ({
    package: name,
    extras: [...asked].sort(),
  }));
}

function holds(
  marker: string | null,
  environment: MarkerEnvironment,
  extras: string[],
): boolean {
  const parse = marker === null ? undefined : parseMarker(marker);
  return (
    !parse?.ok || evaluateMarker(parse.marker, environment, extras) !== false
  );
}
