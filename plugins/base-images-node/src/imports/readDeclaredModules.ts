import { joinTreePath } from '../docker/paths';
import { ManifestFolder } from '../python/manifest/ManifestFolder';
import { readToml } from '../python/manifest/readToml';
import { TomlNode } from '../python/toml/TomlNode';
import { SourceTree } from '../source/SourceTree';

/** A module, or package of modules, that a distribution holds. */
export interface PackageModule {
  /** Dotted name by which it is imported. */
  name: string;
  /** Path of its folder, or of its file without `.py`, from the root of the tree. */
  path: string;
}

/**
 * The modules that the configuration of a build backend names: Poetry, Hatch, setuptools, Flit and uv. Paths may lie outside of
 * the package's own folder, and nothing may be there. Empty where nothing is named, or the manifest cannot be read.
 */
export async function readDeclaredModules(
  tree: SourceTree,
  folder: string,
): Promise<PackageModule[]> {
  const files = new ManifestFolder(tree, folder);
  const manifest = files.resolve('pyproject.toml');
  const root = files.has(manifest)
    ? await readToml(files, manifest)
    : undefined;
  const tool = root?.get('tool');
  if (!tool) {
    return [];
  }
  const modules: PackageModule[] = [];
  const add = (name: string, path: string) => {
    const resolved = files.resolve(path);
    if (name !== '' && resolved !== undefined) {
      modules.push({ name: name.replaceAll('/', '.'), path: resolved });
    }
  };
  addPoetry(tool, add);
  addHatch(tool, add);
  addSetuptools(tool, add);
  const flit = tool.get('flit', 'module', 'name')?.string ?? '';
  add(flit, flit);
  add(flit, `src/${flit}`);
  const uv = tool.get('uv', 'build-backend');
  const moduleRoot = uv?.get('module-root')?.string ?? 'src';
  for (const name of uv?.get('module-name')?.strings ?? []) {
    add(name, joinTreePath(moduleRoot || '.', name.replaceAll('.', '/')));
  }
  return modules;
}

type Add = (name: string, path: string) => void;

/** `packages = [{ include = "name", from = "src" }]`; what follows the first pattern is left out. */
function addPoetry(tool: TomlNode, add: Add) {
  for (const entry of tool.get('poetry', 'packages')?.items ?? []) {
    const include = entry.get('include')?.string ?? '';
    const name = include
      .replace(/(?:^|\/)[^/]*[*?[].*$/, '')
      .replace(/\.py$|\/$/, '');
    add(name, joinTreePath(entry.get('from')?.string ?? '.', name));
  }
}

/** `packages = ["src/name"]`: the folder is shipped under its own last name. */
function addHatch(tool: TomlNode, add: Add) {
  for (const keys of [['targets', 'wheel', 'packages'], ['packages']]) {
    for (const path of tool.get('hatch', 'build', ...keys)?.strings ?? []) {
      const clean = path.replace(/^\.?\/|\/$/g, '');
      add(clean.slice(clean.lastIndexOf('/') + 1), clean);
    }
  }
}

/** Lists of packages and modules; `packages.find` names none, and is answered by the folders themselves. */
function addSetuptools(tool: TomlNode, add: Add) {
  const setuptools = tool.get('setuptools');
  const folders = setuptools?.get('package-dir');
  const root = folders?.get('')?.string ?? '.';
  for (const key of ['packages', 'py-modules']) {
    for (const name of setuptools?.get(key)?.strings ?? []) {
      const path = folders?.get(name)?.string;
      add(name, path ?? joinTreePath(root, name.replaceAll('.', '/')));
    }
  }
}
