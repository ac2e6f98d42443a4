import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { joinTreePath } from '../docker/paths';
import { normalizeName } from '../python/normalizeName';
import { PackageModules } from './packageModules';
import { PythonFiles } from './PythonFiles';
import { PackageModule } from './readDeclaredModules';
import { STANDARD_MODULES } from './standardModules';

/** An internal package that a module is imported from, and the part of the module's name that tells so. */
export interface ModuleOwner {
  package: string;
  module: string;
}

interface Offer extends PackageModule {
  package: string;
  /** Folder of the package. */
  folder: string;
}

/** Which internal package offers a module by which name. */
export class ModuleIndex {
  /**
   * Names of Python's own library, and names by which a requirement from an index may be imported, say nothing about internal
   * packages, and are left out.
   *
   * @param modules - Of each of the packages.
   * @param published - Names of what packages require from an index.
   */
  static of(
    packages: readonly Pick<DiscoveredPackage, 'name' | 'path'>[],
    modules: readonly Pick<PackageModules, 'offered'>[],
    files: PythonFiles,
    published: ReadonlySet<string>,
  ): ModuleIndex {
    const offers = new Map<string, Offer[]>();
    packages.forEach(({ name: owner, path: folder }, position) => {
      for (const module of modules[position].offered) {
        const isOwn =
          !STANDARD_MODULES.has(module.name.split('.', 1)[0]) &&
          !published.has(normalizeName(module.name));
        if (isOwn) {
          const all = offers.get(module.name) ?? [];
          all.push({ ...module, package: owner, folder });
          offers.set(module.name, all);
        }
      }
    });
    return new ModuleIndex(
      new Map(
        [...offers].map(([module, all]) => {
          const owner = onlyOwner(all, offers, files);
          return [
            module,
            owner === undefined ? undefined : { package: owner, module },
          ];
        }),
      ),
    );
  }

  /** @param owners - By module name; undefined where several packages offer it. */
  private constructor(
    private readonly owners: ReadonlyMap<string, ModuleOwner | undefined>,
  ) {}

  /** Whether it gives the same answers as another one. */
  equals({ owners }: ModuleIndex): boolean {
    return (
      owners.size === this.owners.size &&
      [...this.owners].every(
        ([module, owner]) =>
          owners.has(module) && owners.get(module)?.package === owner?.package,
      )
    );
  }

  get isEmpty(): boolean {
    return this.owners.size === 0;
  }

  /** The package that offers the longest part of a dotted name; undefined where none, or more than one, does. */
  ownerOf(dotted: string): ModuleOwner | undefined {
    for (const module of prefixesOf(dotted)) {
      if (this.owners.has(module)) {
        return this.owners.get(module);
      }
    }
    return undefined;
  }
}

/** The one package that a module comes from; also one that offers a larger part of the name may hold the module. */
function onlyOwner(
  all: readonly Offer[],
  offers: ReadonlyMap<string, readonly Offer[]>,
  files: PythonFiles,
): string | undefined {
  const [first, ...others] = all;
  const [, ...outer] = prefixesOf(first.name);
  const holders = outer.flatMap(prefix =>
    (offers.get(prefix) ?? []).filter(offer =>
      files.hasModule(
        offer.folder,
        joinTreePath(
          offer.path,
          first.name.slice(prefix.length + 1).replaceAll('.', '/'),
        ),
      ),
    ),
  );
  return [...others, ...holders].every(offer => offer.package === first.package)
    ? first.package
    : undefined;
}

/** A dotted name and what is left of it without its last parts, the longest first. */
function* prefixesOf(dotted: string): Generator<string> {
  for (
    let end = dotted.length;
    end > 0;
    end = dotted.lastIndexOf('.', end - 1)
  ) {
    yield dotted.slice(0, end);
  }
}
