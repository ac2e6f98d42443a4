import {
  BaseImage,
  Diagnostic,
  Monorepo,
  Package,
} from '@base-images/backstage-plugin-base-images-common';
import { ScanInputs, toScanInputs } from './affected/ScanInputs';
import { readRequirementsFiles } from './baseDockerfile/readRequirementsFiles';
import { DECLARATION_FILE } from './declaration/declarationRules';
import { readDeclarations } from './declaration/readDeclarations';
import { resolveBaseImages } from './declaration/resolveBaseImages';
import { buildGraph } from './graph/buildGraph';
import { cycleDiagnostics } from './graph/cycleDiagnostics';
import { PackageGraph } from './graph/PackageGraph';
import { hashTree } from './hash/hashTree';
import { readLocks } from './hash/lock/readLocks';
import { keepLastGoodPackages } from './keepLastGoodPackages';
import { AnalysedLambda } from './lambda/AnalysedLambda';
import { completeLambda } from './lambda/completeLambda';
import { discoverUndeclaredImports } from './imports/discoverUndeclaredImports';
import { discoverLambdas } from './lambda/discoverLambdas';
import { discoverDeclarations } from './lambda/infrastructure';
import { observeGraph } from './memory/observeGraph';
import { Recorder } from './memory/Recorder';
import { ScanMemory } from './memory/ScanMemory';
import { ScanSession } from './memory/ScanSession';
import { ownerDiagnostics, ownerFiles, readOwners } from './owners/readOwners';
import { DiscoveredPackage } from './python/DiscoveredPackage';
import { discoverPackages } from './python/discoverPackages';
import { sortDiagnostics } from './sortDiagnostics';
import { describeFile } from './source/describeFile';
import { excludeFolders } from './source/excludeFolders';
import { SourceTree } from './source/SourceTree';
import { LambdaAnalysis, toLambdas } from './toLambdas';

/** Options of {@link scan}. @public */
export interface ScanOptions {
  signal?: AbortSignal;
  /** What an earlier scan of the same source found; what broke since keeps its state of then. */
  previous?: Monorepo;
  /**
   * What earlier scans of the same source left, so that this one reads only what has changed since. It finds the same as
   * without. A memory is for one source.
   */
  memory?: ScanMemory;
  /** Called once with what the images are made of, for {@link affected}. */
  onInputs?: (inputs: ScanInputs) => void;
}

/**
 * Finds the packages, Lambdas and base images of a monorepo. Whatever is wrong with its files becomes a diagnostic.
 *
 * @returns plain JSON; the same files (and the same `previous`) give the same bytes.
 * @throws the signal's reason when it is aborted.
 * @public
 */
export async function scan(
  tree: SourceTree,
  options: ScanOptions = {},
): Promise<Monorepo> {
  const { signal, previous, memory } = options;
  const session =
    memory?.begin(tree, signal) ?? ScanSession.begin(tree, { signal });
  const cached = session.reads.of(tree);
  await session.turn();
  const declarations = await session.derive(
    'declarations of base images',
    [describeFile(tree, DECLARATION_FILE)],
    () => readDeclarations(cached),
  );
  session.setExcluded(declarations.exclude);
  const scanned = abortable(excludeFolders(tree, declarations.exclude), signal);
  const ownersOf = await session.derive('owners', ownerFiles(tree), () =>
    readOwners(cached),
  );
  await session.turn();

  const discovered = await discoverPackages(scanned, session);
  const discovery = keepLastGoodPackages(previous?.packages ?? [], discovered);
  session.setPackages(discovery.packages);
  await session.turn();
  const graph = session.derive<PackageGraph>(
    'graph',
    [discovery.packages],
    earlier => buildGraph(discovery.packages, earlier),
  );
  await session.turn();
  const cycles = session.derive('cycles', [graph], () =>
    cycleDiagnostics(graph),
  );
  await session.turn();
  const hashes = session.hashPackages();
  await session.turn();
  const resolution = resolveBaseImages(declarations.images, {
    graph,
    hashes,
    tree,
    locks: await readLocks(cached, declarations.images),
    requirementsFiles: await readRequirementsFiles(cached, declarations.images),
  });
  await session.turn();
  const infrastructure = await discoverDeclarations(scanned, { session });
  await session.turn();
  const lambdaDeclarations = session.derive(
    'declarations of Lambdas',
    [declarations.lambdas, infrastructure.declarations],
    () => [...declarations.lambdas, ...infrastructure.declarations],
  );
  const found = await discoverLambdas(
    scanned,
    discovery.packages,
    lambdaDeclarations,
    session,
  );
  options.onInputs?.(
    toScanInputs(found.lambdas, lambdaDeclarations, declarations.images),
  );
  await session.turn();
  const undeclaredImports = await discoverUndeclaredImports(
    scanned,
    discovery.packages,
    graph,
    found.lambdas,
    session,
  );
  await session.turn();
  const analyses = await completeLambdas(found.lambdas, graph, session);

  const known = session.derive(
    'completed packages',
    [ownersOf],
    () => new WeakMap<DiscoveredPackage, Package>(),
  );
  const packages = discovery.packages.map(item => {
    const sourceHash = hashes.get(item.name)!;
    const before = known.get(item);
    if (before?.sourceHash === sourceHash) {
      return before;
    }
    const owners = ownersOf(item.manifest);
    const complete: Package = { ...item, owners, sourceHash };
    known.set(item, complete);
    return complete;
  });
  const baseImages: BaseImage[] = declarations.unreadable
    ? (previous?.baseImages ?? [])
    : resolution.baseImages.map(({ sourceHash, ...item }) => ({
        ...item,
        owners: ownersOf(item.file),
        sourceHash,
      }));
  const lambdas = await toLambdas(analyses, tree, ownersOf, session);
  const diagnostics: Diagnostic[] = [
    ...(tree.diagnostics ?? []),
    ...ownerDiagnostics(tree),
    ...declarations.diagnostics,
    ...discovery.diagnostics,
    ...cycles,
    ...resolution.diagnostics,
    ...infrastructure.diagnostics,
    ...found.diagnostics,
    ...undeclaredImports,
    ...analyses.flatMap(({ completed }) => completed.diagnostics),
  ];
  const monorepo: Monorepo = {
    revision: tree.revision,
    treeHash: hashTree(tree),
    packages,
    lambdas,
    baseImages,
    diagnostics: sortDiagnostics(diagnostics),
  };
  memory?.keep(session);
  return monorepo;
}

async function completeLambdas(
  lambdas: readonly AnalysedLambda[],
  graph: PackageGraph,
  session: ScanSession,
): Promise<LambdaAnalysis[]> {
  const recorder = new Recorder();
  const observed = observeGraph(graph, recorder.onPackage);
  const analyses: LambdaAnalysis[] = [];
  for (const lambda of lambdas) {
    const completed =
      session.completed.find(lambda.id, lambda) ??
      (await session.completed.recall(lambda.id, lambda, recorder, () =>
        completeLambda(lambda, observed),
      ));
    analyses.push({ lambda, completed });
    await session.turn();
  }
  return analyses;
}

/** The same tree, of which nothing is read any more once the signal is aborted. */
function abortable(tree: SourceTree, signal?: AbortSignal): SourceTree {
  return signal
    ? {
        revision: tree.revision,
        files: tree.files,
        diagnostics: tree.diagnostics,
        async read(path) {
          signal.throwIfAborted();
          return tree.read(path);
        },
      }
    : tree;
}
