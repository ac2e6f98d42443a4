import { baseName, joinTreePath } from '../docker/paths';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { normalizeName } from '../python/normalizeName';
import { SourceTree } from '../source/SourceTree';
import { PythonFiles } from './PythonFiles';
import { PackageModule, readDeclaredModules } from './readDeclaredModules';

/**
 * What is not taken for a package's own modules in a flat layout: the defaults of setuptools ("Package Discovery and Namespace
 * Packages", `FlatLayoutPackageFinder` and `FlatLayoutModuleFinder`), and names of the like.
 */
const NEVER_SHIPPED = new Set(
  (
    'benchmark benchmarks bin build changelog ci conanfile conftest debian dist doc docs documentation dodo example examples ' +
    'exercise exercises fabfile htmlcov infra infrastructure integration_tests manage manpages news newsfragments notebooks ' +
    'noxfile pavement sample samples scripts setup src tasks test tests tools toxfile unit_test unit_tests util utils versioneer'
  ).split(' '),
);

/** The modules of one package. */
export interface PackageModules {
  /** Those that whoever installs the package can import; empty where its layout does not tell them. */
  offered: PackageModule[];
  /** Those whose imports its requirements have to cover. */
  shipped: PackageModule[];
  /** Whether it is no library: what is shipped is all that there is. */
  isApplication: boolean;
}

/**
 * Finds out which modules a package holds, as build backends do it where nothing is configured: what is in `src`, else the
 * folder or file that is named like the package, else the only one that there is. The manifest is asked only where that does not
 * tell.
 */
export async function findPackageModules(
  tree: SourceTree,
  files: PythonFiles,
  entry: Pick<DiscoveredPackage, 'name' | 'path'>,
): Promise<PackageModules> {
  const { name, path } = entry;
  const all: PackageModule[] = [];
  const source = joinTreePath(path, 'src');
  const inSource = files.hasInit(path, source)
    ? []
    : files.modulesIn(path, source);
  if (inSource.length > 0) {
    all.push(...toModules(inSource, source));
    return certain(files, path, all);
  }
  const flat = files
    .modulesIn(path, path)
    .filter(module => !NEVER_SHIPPED.has(module));
  const named = flat.filter(module => normalizeName(module) === name);
  if (named.length > 0 || flat.length === 1) {
    all.push(...toModules(named.length > 0 ? named : flat, path));
    return certain(files, path, all);
  }
  const declared = await readDeclaredModules(tree, path);
  if (declared.length > 0) {
    const present = declared.filter(module =>
      files.hasModule(path, module.path),
    );
    return certain(files, path, present);
  }
  if (path !== '.' && files.hasInit(path, path)) {
    const module = { name: baseName(path), path };
    return { offered: [module], shipped: [module], isApplication: false };
  }
  // Several folders side by side are an application, or at the root the monorepo itself.
  const shipped = path === '.' ? [] : toModules(flat, path);
  return { offered: [], shipped, isApplication: true };
}

function toModules(names: readonly string[], folder: string): PackageModule[] {
  return names.map(name => ({ name, path: joinTreePath(folder, name) }));
}

function certain(
  files: PythonFiles,
  owner: string,
  modules: readonly PackageModule[],
): PackageModules {
  return {
    offered: modules.flatMap(module => withoutNamespaces(files, owner, module)),
    shipped: [...modules],
    isApplication: false,
  };
}

/** A namespace belongs to nobody (PEP 420): what is in it counts instead. */
function withoutNamespaces(
  files: PythonFiles,
  owner: string,
  root: PackageModule,
): PackageModule[] {
  const found: PackageModule[] = [];
  const pending = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { name, path } = next;
    if (files.has(owner, `${path}.py`) || files.isRegular(owner, path)) {
      found.push(next);
    } else {
      pending.push(
        ...files.modulesIn(owner, path).map(child => ({
          name: `${name}.${child}`,
          path: joinTreePath(path, child),
        })),
      );
    }
  }
  return found;
}
