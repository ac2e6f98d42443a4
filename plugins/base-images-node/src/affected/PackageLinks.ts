import {
  Package,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { evaluateMarker } from '../python/evaluateMarker';
import { Marker } from '../python/Marker';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { parseMarker } from '../python/parseMarker';

/** A package, or an extra of one. */
export interface PackageNode {
  package: string;
  extra: string | null;
}

/** What every node asks for directly from the working tree: keys of nodes by the key of a node. */
export type PackageLinks = ReadonlyMap<string, readonly string[]>;

/** A text that stands for a node; names and extras have no line breaks. The package itself sorts before its extras. */
export function toKey(name: string, extra: string | null): string {
  return extra === null ? name : `${name}\n${extra}`;
}

export function fromKey(key: string): PackageNode {
  const [name, extra] = key.split('\n');
  return { package: name, extra: extra ?? null };
}

/** The nodes that asking for a package with extras asks for. */
export function toKeys(item: PackageWithExtras): string[] {
  return [null, ...item.extras].map(extra => toKey(item.package, extra));
}

/**
 * Reads the links between packages that hold in an environment: those that a closure over the working tree follows.
 *
 * @param asked - packages with extras that are asked for from outside
 */
export function readLinks(
  packages: readonly Package[],
  asked: readonly PackageWithExtras[],
  environment: MarkerEnvironment,
): PackageLinks {
  const names = new Set(packages.map(({ name }) => name));
  const extras = findExtras(packages, asked);
  const markers = new Map<string, Marker | undefined>();
  const holds = (text: string, askedExtras: readonly string[]) => {
    if (!markers.has(text)) {
      const parse = parseMarker(text);
      markers.set(text, parse.ok ? parse.marker : undefined);
    }
    const marker = markers.get(text);
    return (
      !marker || evaluateMarker(marker, environment, askedExtras) !== false
    );
  };
  const links = new Map<string, string[]>();
  for (const { name, requirements } of packages) {
    const internal = requirements.filter(
      requirement =>
        requirement.binding === 'working-tree' && names.has(requirement.name),
    );
    for (const extra of [null, ...(extras.get(name) ?? [])]) {
      const targets = internal
        .filter(({ kind, marker }) => {
          const isOwn = kind === (extra === null ? 'main' : `extra:${extra}`);
          // A main requirement whose marker names the extra belongs to that extra.
          const isMarked =
            extra !== null && kind === 'main' && marker?.includes('extra');
          return (
            (isOwn || isMarked) &&
            (marker === null || holds(marker, extra === null ? [] : [extra]))
          );
        })
        .flatMap(requirement =>
          toKeys({ package: requirement.name, extras: requirement.extras }),
        );
      links.set(toKey(name, extra), [...new Set(targets)].sort());
    }
  }
  return links;
}

/** Every extra of each package that it offers or that somebody asks for. */
function findExtras(
  packages: readonly Package[],
  asked: readonly PackageWithExtras[],
): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  const add = (name: string, extras: readonly string[]) => {
    const known = all.get(name) ?? new Set();
    extras.forEach(extra => known.add(extra));
    all.set(name, known);
  };
  for (const { package: name, extras } of asked) {
    add(name, extras);
  }
  for (const { name, extras, requirements } of packages) {
    add(name, extras);
    for (const requirement of requirements) {
      add(requirement.name, requirement.extras);
      if (requirement.kind.startsWith('extra:')) {
        add(name, [requirement.kind.slice('extra:'.length)]);
      }
    }
  }
  return all;
}
