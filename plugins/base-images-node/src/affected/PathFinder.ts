import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { MonorepoChange } from './MonorepoChange';
import { PackageLinks, readLinks, fromKey } from './PackageLinks';
import { PackagePaths } from './PackagePaths';
import { Path, shortestPath } from './paths';

/** What of a package makes others differ: its files, only what it asks for, or also where what it asks for comes from. */
type Cause = 'files' | 'requirements' | 'bindings';

interface Links {
  before: PackageLinks;
  after: PackageLinks;
}

/** Finds the ways that a change takes over packages. Links of either side count. */
export class PathFinder {
  static create(change: MonorepoChange): PathFinder {
    const { before, after } = change;
    const asked = [before, after].flatMap(({ lambdas, baseImages }) => [
      ...lambdas.flatMap(({ installs }) => installs),
      ...baseImages.flatMap(({ packages }) => packages),
    ]);
    return new PathFinder(change, asked);
  }

  readonly #links = new Map<string, Links>();
  readonly #paths = new Map<string, PackagePaths>();

  private constructor(
    private readonly change: MonorepoChange,
    private readonly asked: readonly PackageWithExtras[],
  ) {}

  /**
   * The shortest path from a package that differs itself to one of some packages.
   *
   * @param environment - where the markers of requirements are evaluated
   */
  find(
    roots: readonly PackageWithExtras[],
    environment: MarkerEnvironment = {},
    cause: Cause = 'files',
  ): Path[] {
    const paths = this.#pathsOf(environment, cause, () =>
      this.#changedPackages(cause),
    );
    return toList(shortestPath(paths.to(roots)));
  }

  /**
   * The shortest path from a package that does not differ itself but asks for other packages: its links also change with the
   * workspace around it, and with files elsewhere that it reads. To be asked when nothing else explains a difference.
   */
  findRelinked(
    roots: readonly PackageWithExtras[],
    environment: MarkerEnvironment = {},
  ): Path[] {
    const paths = this.#pathsOf(environment, 'links', () =>
      this.#relinkedNodes(environment),
    );
    return toList(shortestPath(paths.to(roots)));
  }

  #pathsOf(
    environment: MarkerEnvironment,
    cause: Cause | 'links',
    sources: () => string[],
  ): PackagePaths {
    const key = JSON.stringify([environment, cause]);
    let paths = this.#paths.get(key);
    if (!paths) {
      const { before, after } = this.#linksOf(environment);
      paths = PackagePaths.find(
        [before, after],
        sources().map(source => {
          const name = fromKey(source).package;
          const file =
            cause === 'files'
              ? this.change.fileOfPackage(name)
              : this.change.fileOfRequirements(name);
          return { key: source, file };
        }),
      );
      this.#paths.set(key, paths);
    }
    return paths;
  }

  #linksOf(environment: MarkerEnvironment): Links {
    const key = JSON.stringify(environment);
    let links = this.#links.get(key);
    if (!links) {
      const { before, after } = this.change;
      links = {
        before: readLinks(before.packages, this.asked, environment),
        after: readLinks(after.packages, this.asked, environment),
      };
      this.#links.set(key, links);
    }
    return links;
  }

  #changedPackages(cause: Cause): string[] {
    return [...this.change.packages.keys()].filter(name =>
      cause === 'files'
        ? this.change.ofPackage(name)
        : this.change.changesRequirements(name, cause === 'bindings'),
    );
  }

  #relinkedNodes(environment: MarkerEnvironment): string[] {
    const { before, after } = this.#linksOf(environment);
    const keys = new Set([...before.keys(), ...after.keys()]);
    return [...keys].filter(
      key => before.get(key)?.join('|') !== after.get(key)?.join('|'),
    );
  }
}

function toList(path: Path | undefined): Path[] {
  return path ? [path] : [];
}
