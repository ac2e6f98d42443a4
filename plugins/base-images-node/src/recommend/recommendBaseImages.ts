import { readDeclarations } from '../declaration/readDeclarations';
import { RewriteRefusal } from '@base-images/backstage-plugin-base-images-common';
import { buildGraph } from '../graph/buildGraph';
import { PackageGraph } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { scan } from '../scan';
import { excludeFolders } from '../source/excludeFolders';
import { SourceTree } from '../source/SourceTree';
import { RewritableLambda, WithBaseSources } from '../withBase/WithBaseSources';
import { Changes } from './Changes';
import { totalSaving } from './chooseCandidates';
import { chooseRewritable } from './chooseRewritable';
import { describeRecommendation } from './describeRecommendation';
import { estimates } from './Estimate';
import { buildableSets, toBaseImage, toKinds } from './ImageKind';
import { Option, OptionContext, toOptions } from './Option';
import {
  RecommendationCosts,
  RecommendationReport,
  UnsuitableLambda,
} from './RecommendationReport';
import { renderDeclaration } from './renderDeclaration';

/** What {@link recommendBaseImages} assumes unless told otherwise. @public */
export const RECOMMENDATION_COSTS: RecommendationCosts = {
  packageSeconds: 3,
  distributionSeconds: 2,
  pullShare: 0.2,
  buildSeconds: 60,
};

/** Options of {@link recommendBaseImages}. @public */
export interface RecommendationOptions {
  /** Most base images to recommend. */
  max: number;
  /** Paths of the files that each of the latest commits changed; fewer than 20 are no history to learn from. */
  commits?: readonly (readonly string[])[];
  costs?: RecommendationCosts;
  signal?: AbortSignal;
}

/** So few commits tell nothing of how often packages change, as in a shallow clone. */
const FEWEST_COMMITS = 20;

const UNKNOWN_PARENT = {
  line: null,
  reason: 'The image that it stands on is not known.',
  help: 'Name it in FROM, or give the build argument in infrastructure code.',
};

/**
 * Recommends which base images to declare, for the Lambdas whose Dockerfiles can be rewritten to stand on one. The estimate
 * pays for everything: each build of a base image that a change causes, the pull of what it holds, and the rest that the
 * Lambda installs itself.
 *
 * @public
 */
export async function recommendBaseImages(
  tree: SourceTree,
  options: RecommendationOptions,
): Promise<RecommendationReport> {
  const { max, commits = [], signal, costs = RECOMMENDATION_COSTS } = options;
  const monorepo = await scan(tree, { signal });
  const { exclude } = await readDeclarations(tree);
  const scanned = excludeFolders(tree, exclude);
  const sources = await WithBaseSources.read(tree);
  const graph = buildGraph(monorepo.packages);
  const lambdas = sources.lambdas.filter(item => item.requires.length > 0);
  const { suitable, unsuitable } = await sortOut(
    lambdas,
    graph,
    sources,
    signal,
  );
  const changes =
    commits.length >= FEWEST_COMMITS
      ? Changes.of(commits, monorepo.packages, lambdas)
      : Changes.equal(monorepo.packages, lambdas);
  const context: OptionContext = {
    changes,
    numbers: new Map(lambdas.map(({ id }, number) => [id, number])),
    buildSeconds: costs.buildSeconds,
  };
  const estimateFor = estimates(graph.packages, costs);
  const candidates: Option[] = [];
  for (const kind of toKinds(suitable)) {
    signal?.throwIfAborted();
    const estimate = estimateFor(kind);
    const sets = buildableSets(kind, estimate, graph, scanned);
    candidates.push(
      ...toOptions(kind, sets, estimate, context, candidates.length),
    );
  }
  const chosen = await chooseRewritable(candidates, max, lambdas, sources);
  const without = lambdas
    .map(
      ({ id, requires, platform, python }) =>
        changes.ofLambda(id, requires) *
        estimateFor({ platform, python }).install(requires),
    )
    .reduce((all, seconds) => all + seconds, 0);
  const baseImages = describeRecommendation(candidates, chosen, {
    lambdas,
    graph,
    declared: monorepo.baseImages,
  });
  return {
    changes: changes.count,
    fromHistory: changes.isHistory,
    seconds: {
      withoutBaseImages: Math.round(without),
      recommended: Math.round(without - totalSaving(candidates, chosen)),
    },
    costs,
    baseImages,
    unsuitable,
    declaration: renderDeclaration(baseImages),
  };
}

/** Most base images that are tried for a Lambda that cannot stand on one with all that it requires. */
const MAXIMUM_TRIES = 30;

/** Lambdas that could stand on a base image with something that they require, and why the others could not. */
async function sortOut(
  lambdas: readonly RewritableLambda[],
  graph: PackageGraph,
  sources: WithBaseSources,
  signal: AbortSignal | undefined,
): Promise<{ suitable: RewritableLambda[]; unsuitable: UnsuitableLambda[] }> {
  const suitable: RewritableLambda[] = [];
  const unsuitable: UnsuitableLambda[] = [];
  for (const lambda of lambdas) {
    signal?.throwIfAborted();
    const refusal = await findRefusal(lambda, graph, sources);
    if (refusal) {
      const { id, dockerfile: file } = lambda;
      const { line, reason, help } = refusal;
      unsuitable.push({ id, file, line, reason, help });
    } else {
      suitable.push(lambda);
    }
  }
  return { suitable, unsuitable };
}

/** Why a Lambda cannot stand on any base image that holds all that it requires, or one package with what that needs. */
async function findRefusal(
  lambda: RewritableLambda,
  graph: PackageGraph,
  sources: WithBaseSources,
): Promise<RewriteRefusal | typeof UNKNOWN_PARENT | undefined> {
  const { requires, platform, python } = lambda;
  const [kind] = toKinds([lambda]);
  if (!kind) {
    return UNKNOWN_PARENT;
  }
  const environment = lambdaMarkerEnvironment(platform, python);
  let first: RewriteRefusal | undefined;
  for (const set of [
    requires,
    ...requires
      .slice(0, MAXIMUM_TRIES)
      .map(item =>
        graph.closure([item], { environment, workingTreeOnly: true }),
      ),
  ]) {
    const written = await sources.rewrite(lambda, toBaseImage(kind, set));
    if (!('refused' in written)) {
      return undefined;
    }
    first ??= written.refused[0];
  }
  return first;
}
