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
    return new PackageIndex(packages, onUse);
  }

  readonly #owners = new Map<string, DiscoveredPackage | undefined>();
  // Made when somebody asks, since nobody does where all that asks for them is remembered.
  #byName: ReadonlyMap<string, DiscoveredPackage> | undefined;
  #byFolder: ReadonlyMap<string, DiscoveredPackage> | undefined;

  private constructor(
    private readonly packages: readonly DiscoveredPackage[],
    private readonly onUse: (entry: DiscoveredPackage) => void,
  ) {}

  get byName(): ReadonlyMap<string, DiscoveredPackage> {
    this.#byName ??= this.#indexBy(({ name }) => name);
    return this.#byName;
  }

  get byFolder(): ReadonlyMap<string, DiscoveredPackage> {
    this.#byFolder ??= this.#indexBy(({ path }) => path);
    return this.#byFolder;
  }

  #indexBy(key: (entry: DiscoveredPackage) => string) {
    return new ObservedMap(
      new Map(this.packages.map(entry => [key(entry), entry])),
      this.onUse,
    );
  }

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
