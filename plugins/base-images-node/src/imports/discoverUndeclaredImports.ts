import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { PackageGraph } from '../graph/PackageGraph';
import { observeGraph } from '../memory/observeGraph';
import { Recorder } from '../memory/Recorder';
import { ScanSession } from '../memory/ScanSession';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { SourceTree } from '../source/SourceTree';
import { Importer, readImporters } from './readImporters';
import {
  findHandlerFiles,
  HandlerFiles,
  ImportingLambda,
  reportLambdaImports,
} from './lambdaImports';
import { ModuleLayout } from './ModuleLayout';
import {
  isOwnModule,
  namesDirectly,
  onlyHasGroups,
  reportPackageImports,
} from './packageImports';

/**
 * Finds internal packages that are imported without being declared: by the modules of a package whose main requirements and
 * extras do not name them, and by the handler of a Lambda whose image does not get them.
 *
 * @remarks
 * A `warning` fails as soon as the importing file is loaded. An `info` may never fail: the import runs later, or the package comes
 * with another one, or perhaps with the parent image. Imports for type checkers, and such whose failure is caught, are not
 * reported, nor are modules that several packages offer, or that a requirement from an index may offer.
 *
 * @returns one diagnostic for each importer and imported package, at the place that matters most.
 * @public
 */
export async function discoverUndeclaredImports(
  tree: SourceTree,
  packages: readonly DiscoveredPackage[],
  graph: PackageGraph,
  lambdas: readonly ImportingLambda[],
  session: ScanSession = ScanSession.begin(tree),
): Promise<Diagnostic[]> {
  const layout = await ModuleLayout.read(tree, packages, session);
  if (layout.index.isEmpty) {
    return [];
  }
  const recorder = new Recorder();
  const observedTree = recorder.observe(session.reads.of(tree));
  const observedGraph = observeGraph(graph, recorder.onPackage);
  const diagnostics: Diagnostic[] = [];
  const importers =
    packages.length > 1
      ? packages.filter(
          item => !(layout.applications.has(item.name) && onlyHasGroups(item)),
        )
      : [];
  const ofPackages = await readImporters(
    tree,
    layout.index,
    importers.map(item => toImporter(item, layout)),
    session,
    session.packageImports,
  );
  for (const [position, imports] of ofPackages.entries()) {
    const item = importers[position];
    if (imports.imported.some(({ name }) => !namesDirectly(item, name))) {
      const found = await session.importReports.recall(
        `package ${item.name}`,
        imports,
        recorder,
        () =>
          reportPackageImports(
            item.name,
            imports.imported,
            observedGraph,
            observedTree,
          ),
      );
      diagnostics.push(...found);
      await session.turn();
    }
  }
  const ofLambdas = await readImporters(
    tree,
    layout.index,
    lambdas.map(lambda => toLambdaImporter(lambda, layout)),
    session,
    session.lambdaImports,
  );
  for (const [position, imports] of ofLambdas.entries()) {
    if (imports.imported.length > 0) {
      const lambda = lambdas[position];
      const found = await session.importReports.recall(
        `lambda ${lambda.id}`,
        imports,
        recorder,
        () => reportLambdaImports(lambda, imports.imported, observedGraph),
      );
      diagnostics.push(...found);
      await session.turn();
    }
  }
  return diagnostics;
}

function toImporter(
  { name, path: folder }: DiscoveredPackage,
  { index, shipped, files }: ModuleLayout,
): Importer {
  const own = shipped.get(name) ?? [];
  return {
    key: name,
    package: name,
    inputs: [index, own, files.ownedBy(folder)],
    files: () => own,
    isOwn: (file, module) => isOwnModule(folder, file, module, files),
  };
}

function toLambdaImporter(
  lambda: ImportingLambda,
  layout: ModuleLayout,
): Importer {
  let found: HandlerFiles | undefined;
  const find = () => {
    found ??= findHandlerFiles(lambda, layout);
    return found;
  };
  return {
    key: lambda.id,
    inputs: [lambda, layout],
    files: () => find().files,
    isOwn: (_, module) => find().localModules.has(module.split('.', 1)[0]),
  };
}
