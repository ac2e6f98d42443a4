import {
  Monorepo,
  Package,
} from '@base-images/backstage-plugin-base-images-common';
import { innermostFolder } from '../hash/innermostFolder';
import { Side, Sides, toList, toSides } from './Sides';

/** What differs between two states of a monorepo, file by file and package by package. */
export class MonorepoChange {
  static between(
    before: Monorepo,
    after: Monorepo,
    changedFiles: readonly string[],
  ): MonorepoChange {
    return new MonorepoChange(before, after, [...changedFiles].sort());
  }

  readonly packages: ReadonlyMap<string, Sides<Package>>;
  /** Changed files by each package that they belong to, before or after. */
  readonly #filesOf = new Map<string, string[]>();
  readonly #owners: Record<Side, (path: string) => string | undefined>;
  readonly #isChanged: ReadonlySet<string>;

  private constructor(
    readonly before: Monorepo,
    readonly after: Monorepo,
    readonly files: readonly string[],
  ) {
    this.packages = toSides(before.packages, after.packages, item => item.name);
    this.#isChanged = new Set(files);
    this.#owners = {
      before: ownerOf(before.packages),
      after: ownerOf(after.packages),
    };
    for (const path of files) {
      for (const name of this.ownersOf(path)) {
        const known = this.#filesOf.get(name) ?? [];
        known.push(path);
        this.#filesOf.set(name, known);
      }
    }
  }

  /** The packages to which a path belongs, before or after. */
  ownersOf(path: string): string[] {
    const owners = [this.#owners.before(path), this.#owners.after(path)];
    return [...new Set(owners)].filter(name => name !== undefined);
  }

  /** Those of some paths that changed, sorted. */
  changed(paths: Iterable<string>): string[] {
    return [...new Set(paths)].filter(path => this.#isChanged.has(path)).sort();
  }

  /** How a package differs itself, or undefined when it does not. */
  ofPackage(name: string): 'added' | 'removed' | 'changed' | undefined {
    const { before, after } = this.packages.get(name) ?? {};
    if (!before || !after) {
      return before ? 'removed' : after && 'added';
    }
    return before.sourceHash === after.sourceHash ? undefined : 'changed';
  }

  /**
   * Whether what a package asks for differs.
   *
   * @param bindings - whether it counts where that comes from, which depends on what else there is
   */
  changesRequirements(name: string, bindings: boolean): boolean {
    const { before, after } = this.packages.get(name) ?? {};
    return toText(before, bindings) !== toText(after, bindings);
  }

  /** The changed file that tells best why a package differs itself. */
  fileOfPackage(name: string): string | undefined {
    const manifests = this.#manifestsOf(name);
    const isWhole = ['added', 'removed'].includes(this.ofPackage(name) ?? '');
    const files = this.#filesOf.get(name) ?? [];
    return (isWhole ? manifests[0] : undefined) ?? files[0];
  }

  /** The changed file that tells best why a package asks for something else: not always one of its own. */
  fileOfRequirements(name: string): string | undefined {
    const sides = toList(this.packages.get(name) ?? {});
    const written = this.changed(
      sides.flatMap(item => item.requirements.map(({ file }) => file)),
    );
    const workspaces = this.changed(
      sides.flatMap(({ path }) =>
        foldersAbove(path).map(folder => `${folder}pyproject.toml`),
      ),
    );
    const renewed = sides
      .flatMap(item => item.requirements.map(requirement => requirement.name))
      .filter(other =>
        ['added', 'removed'].includes(this.ofPackage(other) ?? ''),
      )
      .map(other => this.fileOfPackage(other))
      .sort();
    return [
      ...this.#manifestsOf(name),
      ...written,
      ...workspaces.reverse(),
      ...renewed,
    ][0];
  }

  #manifestsOf(name: string): string[] {
    const sides = toList(this.packages.get(name) ?? {});
    return this.changed(sides.map(({ manifest }) => manifest));
  }
}

function ownerOf(
  packages: readonly Package[],
): (path: string) => string | undefined {
  const names = new Map(packages.map(({ path, name }) => [path, name]));
  const folderOf = innermostFolder(names);
  return path => names.get(folderOf(path) ?? '');
}

/** The folders around a path, each with a slash at its end, the root as an empty text. */
function foldersAbove(path: string): string[] {
  const parts = path === '.' ? [] : path.split('/');
  return parts.map((_, index) =>
    parts
      .slice(0, index)
      .map(part => `${part}/`)
      .join(''),
  );
}

function toText(item: Package | undefined, bindings: boolean): string {
  return JSON.stringify(
    item?.requirements.map(({ file, line, binding, ...written }) =>
      bindings ? { ...written, binding } : written,
    ),
  );
}
