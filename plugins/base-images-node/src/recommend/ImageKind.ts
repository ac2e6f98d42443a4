import { BaseImage } from '@base-images/backstage-plugin-base-images-common';
import { writeDockerfileText } from '../baseDockerfile/writeBaseDockerfile';
import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { DECLARATION_FILE } from '../declaration/declarationRules';
import { PackageGraph } from '../graph/PackageGraph';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { SourceTree } from '../source/SourceTree';
import { RewritableLambda } from '../withBase/WithBaseSources';
import { closedSets } from './closedSets';
import { Estimate } from './Estimate';
import { PackageSet } from './packageSets';

/** Lambdas that could stand on the same base images: of one parent image, Python and platform. */
export interface ImageKind {
  parent: string;
  python: string | null;
  platform: string | null;
  lambdas: RewritableLambda[];
}

/** Sorts Lambdas by what their base images have to be like. */
export function toKinds(lambdas: readonly RewritableLambda[]): ImageKind[] {
  const kinds = new Map<string, ImageKind>();
  for (const lambda of lambdas) {
    const { parent, python, platform } = lambda;
    if (parent !== null) {
      const key = JSON.stringify([parent, python, platform]);
      const kind = kinds.get(key) ?? { parent, python, platform, lambdas: [] };
      kind.lambdas.push(lambda);
      kinds.set(key, kind);
    }
  }
  return [...kinds.keys()].sort().map(key => kinds.get(key)!);
}

/** The closed sets that a base image of a kind can be built with. */
export function buildableSets(
  kind: ImageKind,
  estimate: Estimate,
  graph: PackageGraph,
  tree: Pick<SourceTree, 'files'>,
): PackageSet[] {
  const environment = lambdaMarkerEnvironment(kind.platform, kind.python);
  return closedSets(
    kind.lambdas.map(lambda => lambda.requires),
    item => graph.closure([item], { environment, workingTreeOnly: true }),
  ).filter(
    set =>
      !estimate.isConflicting(set) &&
      isBuildable(kind, set, graph.packages, tree),
  );
}

/** A base image of a kind as far as rewrites and coverage look at it. */
export function toBaseImage(
  { parent, python, platform }: ImageKind,
  contains: PackageSet,
): Pick<
  BaseImage,
  | 'name'
  | 'contains'
  | 'containsDependenciesOf'
  | 'parentImage'
  | 'platforms'
  | 'python'
> {
  return {
    name: 'recommended',
    contains: [...contains],
    containsDependenciesOf: [],
    parentImage: parent,
    platforms: platform === null ? [] : [platform],
    python,
  };
}

function isBuildable(
  { parent, python, platform }: ImageKind,
  closure: PackageSet,
  packages: ReadonlyMap<string, DiscoveredPackage>,
  tree: Pick<SourceTree, 'files'>,
): boolean {
  const declaration: BaseImageDeclaration = {
    name: 'recommended',
    file: DECLARATION_FILE,
    line: 1,
    from: { text: parent, line: null, column: null },
    python: python ?? undefined,
    platforms: platform === null ? [] : [platform],
    packages: [],
    include: 'packages',
    setup: [],
    env: {},
    args: {},
    constraints: undefined,
    requirements: [],
    installer: 'pip',
    index: { url: undefined, extraUrls: [], secrets: [] },
    maxAge: undefined,
  };
  const written = writeDockerfileText({
    declaration,
    parent: { image: parent },
    python,
    closure,
    packages,
    tree,
    requirementsFiles: new Map(),
    locks: new Map(),
  });
  return !('refused' in written);
}
