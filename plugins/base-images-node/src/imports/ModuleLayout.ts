import { folderOf } from '../docker/paths';
import { innermostFolder } from '../hash/innermostFolder';
import { Recorder } from '../memory/Recorder';
import { ScanSession } from '../memory/ScanSession';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { normalizeName } from '../python/normalizeName';
import { findOrMake } from '../memory/findOrMake';
import { SourceTree } from '../source/SourceTree';
import { isShippedPath } from './isShippedPath';
import { ListedModules, listModules } from './listModules';
import { ModuleIndex } from './ModuleIndex';
import { findPackageModules, PackageModules } from './packageModules';
import { PackageModule } from './readDeclaredModules';
import { PythonFiles } from './PythonFiles';
import { reuseList } from './reuseList';

/** Packages whose layout is looked at at a time. */
const CONCURRENCY = 16;

/** Name and folder of a package. */
export type PackagePlace = Pick<DiscoveredPackage, 'name' | 'path'>;

/**
 * Where the modules of a monorepo stand. It follows from the paths of its Python files and Dockerfiles, the places of the
 * packages, how their manifests configure builds, and the names of what they require from indexes: as long as these are the
 * same, so is the object, and so are those of its parts that did not change with them.
 */
export class ModuleLayout {
  static async read(
    tree: SourceTree,
    packages: readonly DiscoveredPackage[],
    session: ScanSession,
  ): Promise<ModuleLayout> {
    const listed = session.derive<ListedModules>(
      'listed modules',
      [session.listing],
      earlier => listModules(tree, earlier),
    );
    const files = session.derive<PythonFiles>(
      'Python files',
      [session.places, listed.python],
      earlier => PythonFiles.of(listed.python, packages, earlier),
    );
    const modules = await findOrMake(
      packages,
      CONCURRENCY,
      ({ name, path }) => session.modules.find(name, files.ownedBy(path)),
      async item => {
        await session.turn();
        const own = files.ownedBy(item.path);
        const recorder = new Recorder();
        return session.modules.recall(item.name, own, recorder, () =>
          findPackageModules(recorder.observe(tree), files, item),
        );
      },
    );
    const offered = session.derive('offered modules', modules, () =>
      offeredModules(modules),
    );
    const published = session.derive<readonly string[]>(
      'published modules',
      [packages, offered],
      earlier => reuseList(earlier, publishedModules(packages, offered)),
    );
    return session.derive<ModuleLayout>(
      'module layout',
      [files, listed, published, ...modules],
      earlier => {
        const isRunElsewhere = filesRunElsewhere(listed, files);
        const shipped = packages.map(({ name, path }, position) => {
          const { shipped: roots, isApplication } = modules[position];
          const list = shippedFiles(path, roots, files).filter(
            file => !isRunElsewhere(file, path, isApplication),
          );
          return [name, reuseList(earlier?.shipped.get(name), list)] as const;
        });
        const index = ModuleIndex.of(
          packages,
          modules,
          files,
          new Set(published),
        );
        return new ModuleLayout(
          files,
          earlier?.index.equals(index) ? earlier.index : index,
          new Map(shipped),
          new Map(packages.map(({ name, path }) => [path, { name, path }])),
          new Set(
            packages.flatMap(({ name }, position) =>
              modules[position].isApplication ? name : [],
            ),
          ),
        );
      },
    );
  }

  readonly #shippedPaths: ReadonlySet<string>;

  private constructor(
    readonly files: PythonFiles,
    readonly index: ModuleIndex,
    /** The files of each package that run where it is installed, sorted, by its name. */
    readonly shipped: ReadonlyMap<string, readonly string[]>,
    private readonly byFolder: ReadonlyMap<string, PackagePlace>,
    /** Names of the packages that offer no modules to others. */
    readonly applications: ReadonlySet<string>,
  ) {
    this.#shippedPaths = new Set([...shipped.values()].flat());
  }

  /** The package that a file belongs to. */
  packageOf(path: string): PackagePlace | undefined {
    const folder = this.files.ownerOf(path);
    return folder === undefined ? undefined : this.byFolder.get(folder);
  }

  /** Whether a file runs where its package is installed. */
  isShipped(path: string): boolean {
    return this.#shippedPaths.has(path);
  }
}

/** Names of the modules that packages offer, normalised. */
function offeredModules(
  modules: readonly PackageModules[],
): ReadonlySet<string> {
  return new Set(
    modules.flatMap(item =>
      item.offered.map(({ name }) => normalizeName(name)),
    ),
  );
}

/** Names of modules that packages offer and may require from an index as well, normalised and sorted. */
function publishedModules(
  packages: readonly DiscoveredPackage[],
  offered: ReadonlySet<string>,
): string[] {
  const published = new Set<string>();
  for (const { requirements } of packages) {
    for (const { name, binding } of requirements) {
      if (binding === 'registry' && offered.has(name)) {
        published.add(name);
      }
    }
  }
  return [...published].sort();
}

/**
 * Tells the files of a package that run somewhere else, with other packages: those of an application in a folder with a
 * Dockerfile, below that of the application, and those that infrastructure code uploads, which are no modules of its own.
 */
function filesRunElsewhere(
  { imageFolders, infrastructureFolders }: ListedModules,
  files: PythonFiles,
): (file: string, folder: string, isApplication: boolean) => boolean {
  const imageFolderOf = innermostFolder(new Set(imageFolders));
  const infrastructure = new Set(infrastructureFolders);
  return (file, folder, isApplication) => {
    if (isApplication && imageFolderOf(file)?.startsWith(`${folder}/`)) {
      return true;
    }
    const own = folderOf(file);
    return (
      infrastructure.has(folder) &&
      own !== folder &&
      !files.hasInit(folder, own)
    );
  };
}

function shippedFiles(
  folder: string,
  modules: readonly PackageModule[],
  files: PythonFiles,
): string[] {
  const skip = folder === '.' ? 0 : folder.length + 1;
  const paths = modules.flatMap(({ path }) => files.within(folder, path));
  return [...new Set(paths)]
    .filter(path => isShippedPath(path.slice(skip)))
    .sort();
}
