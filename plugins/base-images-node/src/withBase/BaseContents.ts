import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { requirementsThatHold } from '../docker/install/directRequirements';
import { PackageGraph } from '../graph/PackageGraph';
import { MarkerEnvironment } from '../python/MarkerEnvironment';

/** What a base image holds, as far as manifests tell it. */
export class BaseContents {
  readonly #packages: ReadonlyMap<string, readonly string[]>;
  /** Third-party distributions by name, each with the version specifiers that are asked for. */
  readonly distributions = new Map<string, Set<string>>();
  readonly #dependencies: ReadonlySet<string>;

  constructor(
    {
      contains,
      containsDependenciesOf,
    }: Pick<BaseImage, 'contains' | 'containsDependenciesOf'>,
    graph: PackageGraph,
    environment: MarkerEnvironment,
  ) {
    this.#packages = new Map(
      contains.map(item => [item.package, item.extras] as const),
    );
    this.#dependencies = new Set(
      containsDependenciesOf.map(item => item.package),
    );
    for (const item of [...contains, ...containsDependenciesOf]) {
      const entry = graph.packages.get(item.package);
      const held = entry
        ? requirementsThatHold(entry, item.extras, environment)
        : [];
      for (const { name, specifier, binding } of held) {
        if (binding === 'registry') {
          const known = this.distributions.get(name) ?? new Set();
          this.distributions.set(name, known.add(normal(specifier)));
        }
      }
    }
  }

  has(name: string): boolean {
    return this.#packages.has(name);
  }

  covers({ package: name, extras }: PackageWithExtras): boolean {
    const held = this.#packages.get(name);
    return held !== undefined && extras.every(extra => held.includes(extra));
  }

  /** Whether it holds what a package needs from an index, with the package or without it. */
  holdsDependenciesOf(name: string): boolean {
    return this.#packages.has(name) || this.#dependencies.has(name);
  }

  /** Whether installing this by itself gives what the base image holds of it. */
  asksForSame(name: string, specifier: string): boolean {
    const known = this.distributions.get(name);
    return known?.size === 1 && known.has(normal(specifier));
  }
}

function normal(specifier: string): string {
  return specifier
    .split(',')
    .map(part => part.replace(/\s+/g, ''))
    .sort()
    .join(',');
}
