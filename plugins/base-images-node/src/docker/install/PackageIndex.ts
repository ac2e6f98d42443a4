import { DiscoveredPackage } from '../../python/DiscoveredPackage';
import { ObservedMap } from '../../memory/ObservedMap';
import { folderOf } from '../paths';

/** The packages of a monorepo by name and by folder. */
export class PackageIndex {
  /** @param onUse - Told every package that is looked at. */
  static of(
    packages: readonly DiscoveredPackage[],
    onUse: (entry: DiscoveredPackage) => void = () => {},
  ): PackageIndex {
    return new PackageIndex(
      new ObservedMap(
        new Map(packages.map(entry => [entry.name, entry])),
        onUse,
      ),
      new ObservedMap(
        new Map(packages.map(entry => [entry.path, entry])),
        onUse,
      ),
    );
  }

  readonly #owners = new Map<string, DiscoveredPackage | undefined>();

  private constructor(
    readonly byName: ReadonlyMap<string, DiscoveredPackage>,
    readonly byFolder: ReadonlyMap<string, DiscoveredPackage>,
  ) {}

  /** The package that a file belongs to: the nearest one above it, so that nested packages keep their own files. */
  ownerOf(path: string): DiscoveredPackage | undefined {
    return this.#ownerOfFolder(folderOf(path));
  }

  #ownerOfFolder(folder: string): DiscoveredPackage | undefined {
    const own = this.byFolder.get(folder);
    if (own || folder === '.') {
      return own;
    }
    if (!this.#owners.has(folder)) {
      this.#owners.set(folder, this.#ownerOfFolder(folderOf(folder)));
    }
    return this.#owners.get(folder);
  }
}
