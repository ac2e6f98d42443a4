import { Lambda } from '@base-images/backstage-plugin-base-images-common';
import { readDeclarations } from '../declaration/readDeclarations';
import { analyseDockerfile } from '../docker/analysis/analyseDockerfile';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { PackageIndex } from '../docker/install/PackageIndex';
import { parseDockerfile } from '../docker/parseDockerfile';
import { findTarget, resolveStages } from '../docker/resolveStages';
import { TreeIndex } from '../docker/TreeIndex';
import { buildGraph } from '../graph/buildGraph';
import { PackageGraph } from '../graph/PackageGraph';
import { AnalysedLambda } from '../lambda/AnalysedLambda';
import { BuildContexts } from '../lambda/BuildContexts';
import { completeLambda } from '../lambda/completeLambda';
import { discoverLambdas } from '../lambda/discoverLambdas';
import { discoverDeclarations } from '../lambda/infrastructure';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { discoverPackages } from '../python/discoverPackages';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { excludeFolders } from '../source/excludeFolders';
import { SourceTree } from '../source/SourceTree';
import { rewriteDockerfile } from './rewriteDockerfile';
import { RewriteInput, TracedDockerfile } from './RewriteInput';
import { WithBase } from './WithBase';

/** A Lambda whose Dockerfile can be looked at for a rewrite. @public */
export type RewritableLambda = AnalysedLambda &
  Pick<Lambda, 'requires' | 'pinned'>;

/**
 * A monorepo as rewrites of its Dockerfiles need it.
 *
 * @public
 */
export class WithBaseSources {
  /** Reads the packages and Lambdas of a tree. Never throws for what is in a file. */
  static async read(tree: SourceTree): Promise<WithBaseSources> {
    const declarations = await readDeclarations(tree);
    const scanned = excludeFolders(tree, declarations.exclude);
    const { packages } = await discoverPackages(scanned);
    const graph = buildGraph(packages);
    const infrastructure = await discoverDeclarations(scanned);
    const { lambdas } = await discoverLambdas(scanned, packages, [
      ...declarations.lambdas,
      ...infrastructure.declarations,
    ]);
    return new WithBaseSources(
      scanned,
      graph,
      lambdas.map(lambda => {
        const { requires, pinned } = completeLambda(lambda, graph);
        return { ...lambda, requires, pinned };
      }),
      await findPathReferences(scanned, packages),
    );
  }

  private constructor(
    private readonly tree: SourceTree,
    private readonly graph: PackageGraph,
    /** Sorted by id. */
    readonly lambdas: readonly RewritableLambda[],
    private readonly byPath: ReadonlySet<string>,
  ) {}

  /** Rewrites the Dockerfile of a Lambda for a base image, or tells why not. */
  async rewrite(
    lambda: RewritableLambda,
    baseImage: RewriteInput['baseImage'],
  ): Promise<WithBase> {
    return rewriteDockerfile(await this.inputFor(lambda, baseImage));
  }

  /** All that the rewrite of a Dockerfile depends on. @internal */
  async inputFor(
    lambda: RewritableLambda,
    baseImage: RewriteInput['baseImage'],
  ): Promise<RewriteInput> {
    const packages = PackageIndex.of([...this.graph.packages.values()]);
    return {
      traced: await this.#trace(lambda, packages),
      lambda,
      baseImage,
      graph: this.graph,
      packages,
      byPath: this.byPath,
    };
  }

  async #trace(
    lambda: RewritableLambda,
    packages: PackageIndex,
  ): Promise<TracedDockerfile> {
    const { dockerfile, platform, python } = lambda;
    const contexts = await BuildContexts.create(
      await TreeIndex.create(this.tree),
    );
    const text = (await this.tree.read(dockerfile)).toString('utf8');
    const model = parseDockerfile(text);
    const stages = resolveStages(model, lambda);
    const target = findTarget(stages, lambda.target) ?? stages.at(-1)!;
    const context = contexts.get(lambda.context, dockerfile);
    const observed: ObservedCommand[] = [];
    const analysis = await analyseDockerfile({
      model,
      stages,
      target,
      context,
      namedContext: value =>
        /^[a-z][a-z0-9+.-]*:/i.test(value)
          ? undefined
          : contexts.get(value, undefined),
      packages,
      environment: lambdaMarkerEnvironment(platform, python),
      observe: item => observed.push(item),
    });
    const { commands, confidence, doubt } = analysis;
    return {
      model,
      stages,
      target,
      context,
      observed,
      commands,
      confidence,
      doubt,
    };
  }
}

/** Poetry writes the folders of path dependencies into the metadata, from where an installer reads them again. */
async function findPathReferences(
  tree: SourceTree,
  packages: readonly DiscoveredPackage[],
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { name, manifest } of packages) {
    const text = await readText(tree, manifest);
    if (/\[tool\.poetry/.test(text) && /\bpath\s*=/.test(text)) {
      names.add(name);
    }
  }
  return names;
}

/** Empty where it cannot be read. */
async function readText(tree: SourceTree, path: string): Promise<string> {
  try {
    return (await tree.read(path)).toString('utf8');
  } catch {
    return '';
  }
}
