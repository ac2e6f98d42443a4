import {
  Diagnostic,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { folderOf, joinTreePath } from '../docker/paths';
import { PackageGraph } from '../graph/PackageGraph';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { SourceTree } from '../source/SourceTree';
import { ImportedPackage, ImportPlace } from './ImportedPackages';
import { PythonFiles } from './PythonFiles';
import { readDeclaredModules } from './readDeclaredModules';
import { describePlaces } from './describePlaces';

/**
 * Whether a file of a package finds a module among the package's own files: beside it, in a folder above it, or in `src`. Where
 * an outer part of the name is a regular package, Python looks for the rest nowhere else.
 */
export function isOwnModule(
  folder: string,
  file: string,
  module: string,
  files: PythonFiles,
): boolean {
  const parts = module.split('.');
  const roots = [joinTreePath(folder, 'src')];
  for (let root = folderOf(file); ; root = folderOf(root)) {
    roots.push(root);
    if (root === folder || root === '.') {
      break;
    }
  }
  return roots.some(root => {
    if (!files.hasModule(folder, joinTreePath(root, parts[0]))) {
      return false;
    }
    const paths = parts.map((_, index) =>
      joinTreePath(root, parts.slice(0, index + 1).join('/')),
    );
    return (
      files.hasModule(folder, paths.at(-1)!) ||
      paths.some(
        path => files.hasInit(folder, path) || files.has(folder, `${path}.py`),
      )
    );
  });
}

/** Whether a package asks for another one by its name; it may get it otherwise, too. */
export function namesDirectly(
  { requirements }: DiscoveredPackage,
  name: string,
): boolean {
  return requirements.some(
    requirement =>
      requirement.name === name && isShippedRequirement(requirement),
  );
}

/** Whether a package asks for groups of tools only: where it is an application, too, it does not say what its programs need. */
export function onlyHasGroups({ requirements }: DiscoveredPackage): boolean {
  return (
    requirements.length > 0 &&
    requirements.every(({ kind }) => kind.startsWith('group:'))
  );
}

/** Reports the internal packages that another one imports without declaring them or taking in their sources. */
export async function reportPackageImports(
  importer: string,
  imported: readonly ImportedPackage[],
  graph: PackageGraph,
  tree: SourceTree,
): Promise<Diagnostic[]> {
  const item = graph.packages.get(importer);
  // Requirements that a build backend adds are not in the manifest.
  if (!item || item.incomplete) {
    return [];
  }
  const declared = declaredPackages(item, graph);
  const diagnostics: Diagnostic[] = [];
  for (const { name, places } of imported) {
    const other = graph.packages.get(name);
    if (
      other &&
      !declared.has(name) &&
      !(await takesSourcesOf(tree, item, other))
    ) {
      diagnostics.push(report(item, other, places, graph));
    }
  }
  return diagnostics;
}

/** What a package asks for: by itself, or by an extra that a requirement names (`agents[openai]`). */
function declaredPackages(
  { requirements }: DiscoveredPackage,
  graph: PackageGraph,
): Set<string> {
  const declared = new Set<string>();
  for (const { name, extras } of requirements.filter(isShippedRequirement)) {
    declared.add(name);
    const others =
      extras.length > 0 ? (graph.packages.get(name)?.requirements ?? []) : [];
    for (const other of others) {
      if (extras.some(extra => other.kind === `extra:${extra}`)) {
        declared.add(other.name);
      }
    }
  }
  return declared;
}

function report(
  importer: DiscoveredPackage,
  imported: DiscoveredPackage,
  places: readonly ImportPlace[],
  graph: PackageGraph,
): Diagnostic {
  const [{ file, statement, module }] = places;
  const comes = explainWay(importer, imported.name, graph);
  const group = importer.requirements.find(
    ({ name, kind }) => name === imported.name && kind.startsWith('group:'),
  );
  const isLazy = statement.scope === 'lazy';
  const problem = group
    ? `only its group ${group.kind.slice('group:'.length)} asks for it`
    : 'does not declare it';
  return {
    code: 'undeclared-import',
    severity: isLazy || comes ? 'info' : 'warning',
    file,
    line: statement.line,
    column: statement.column,
    message: `${importer.name}${isLazy ? ' lazily' : ''} imports ${module} of ${imported.name}, but ${problem}${comes}.${describePlaces(places)}`,
    help: `Add ${imported.name} to the dependencies in ${importer.manifest}${isLazy ? ', or to an extra' : ''}.`,
  };
}

/** Groups and build requirements are not there where a package is installed. */
function isShippedRequirement({ kind }: Requirement): boolean {
  return kind === 'main' || kind.startsWith('extra:');
}

/** How a package may come with another one that is required; empty where it does not. */
function explainWay(
  { requirements }: DiscoveredPackage,
  wanted: string,
  graph: PackageGraph,
): string {
  const closures = requirements
    .filter(isShippedRequirement)
    .map(({ name, extras }) => ({
      name,
      reached: graph
        .closure([{ package: name, extras }])
        .map(item => item.package),
    }));
  const via = closures.find(({ reached }) => reached.includes(wanted));
  if (via) {
    return `; it comes only because ${via.name} needs it`;
  }
  const unsure = closures.find(({ reached }) =>
    reached.some(name => graph.packages.get(name)?.incomplete),
  );
  return unsure ? `; whether ${unsure.name} needs it cannot be read` : '';
}

/** Poetry can put another package's sources into the distribution: `{ include = "common", from = "../shared/src" }`. */
async function takesSourcesOf(
  tree: SourceTree,
  importer: DiscoveredPackage,
  imported: DiscoveredPackage,
): Promise<boolean> {
  const declared = await readDeclaredModules(tree, importer.path);
  return declared.some(({ path }) => path.startsWith(`${imported.path}/`));
}
