import {
  Package,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { MarkerEnvironment } from '../python/MarkerEnvironment';

/** What the graph needs to know about a package. @public */
export type PackageNode = Pick<Package, 'name' | 'extras' | 'requirements'>;

/** Where a closure begins. @public */
export interface ClosureRoot extends PackageWithExtras {
  /** Normalised names of dependency groups (PEP 735, and Poetry's) that are installed with the package. */
  groups?: readonly string[];
  /** Whether only what the groups ask for is meant, without the package and its main requirements. */
  onlyGroups?: boolean;
}

/** What a closure follows. @public */
export interface ClosureOptions {
  /** Edges whose marker is false in it are left out; a marker that cannot be decided counts as true. */
  environment?: MarkerEnvironment;
  /** Follow only edges that are bound to the working tree. */
  workingTreeOnly?: boolean;
}

/**
 * The internal packages of a monorepo and what they ask of each other.
 *
 * @public
 */
export interface PackageGraph<P extends PackageNode = DiscoveredPackage> {
  /** Every package by its normalised name, in the order of the names. */
  readonly packages: ReadonlyMap<string, P>;
  /**
   * Internal packages of the main requirements of a package, whatever their binding, sorted; the package itself when it names
   * itself. Empty for a name that is no package of the monorepo.
   */
  dependencies(name: string): string[];
  /**
   * Everything reachable from the roots over main requirements, the extras that are asked for, and the groups of the roots, roots
   * included, self-references expanded, sorted by name. Groups of other packages are never followed: nothing can ask for them. Names that are no packages of the monorepo are left out; an extra stays as it was
   * asked for, even if the package does not offer it.
   */
  closure(
    roots: readonly ClosureRoot[],
    options?: ClosureOptions,
  ): PackageWithExtras[];
}
