import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { fitsLineage } from '../coverage/fitsLineage';
import { PackageGraph } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { RewritableLambda } from '../withBase/WithBaseSources';
import { bestParent } from './chooseCandidates';
import { bestOption } from './chooseRewritable';
import { closureRoots } from './closureRoots';
import { nameBaseImage } from './nameBaseImage';
import { Option } from './Option';
import { coveredBy, keyOfSet, toExtras } from './packageSets';
import { RecommendedBaseImage } from './RecommendationReport';

/** What a recommendation is described with. */
export interface DescriptionContext {
  /** By their numbers. */
  lambdas: readonly RewritableLambda[];
  graph: PackageGraph;
  /** Those that are declared. */
  declared: readonly BaseImage[];
}

/** Describes chosen options as base images, each after the one that it stands on. */
export function describeRecommendation(
  options: readonly Option[],
  chosen: readonly number[],
  { lambdas, graph, declared }: DescriptionContext,
): RecommendedBaseImage[] {
  const taken = new Set(declared.map(({ name }) => name));
  const described = new Map<number, RecommendedBaseImage>();
  const describe = (number: number): RecommendedBaseImage => {
    const before = described.get(number);
    if (before) {
      return before;
    }
    const { kind, set, builds } = options[number];
    const parent = bestParent(options, chosen, number);
    const from = parent === undefined ? kind.parent : describe(parent).name;
    const environment = lambdaMarkerEnvironment(kind.platform, kind.python);
    const held = parent === undefined ? [] : options[parent].set;
    const roots = closureRoots(set, items =>
      graph.closure([...held, ...items], {
        environment,
        workingTreeOnly: true,
      }),
    );
    const same = findDeclared(options[number], declared);
    const name = same?.name ?? nameBaseImage(roots, taken);
    taken.add(name);
    const image = {
      name,
      isDeclared: same !== undefined,
      from,
      python: kind.python,
      platforms: kind.platform === null ? [] : [kind.platform],
      packages: roots,
      contains: [...set],
      lambdas: lambdas.flatMap((lambda, at) =>
        bestOption(options, chosen, at) === number
          ? [coverageOf(lambda, set)]
          : [],
      ),
      builds,
    };
    described.set(number, image);
    return image;
  };
  [...chosen]
    .sort((a, b) => sum(options[b].savings) - sum(options[a].savings) || a - b)
    .forEach(describe);
  return [...described.values()];
}

function coverageOf(
  { id, requires }: RewritableLambda,
  set: readonly PackageWithExtras[],
): RecommendedBaseImage['lambdas'][number] {
  const { length: covered } = coveredBy(requires, toExtras(set));
  return { id, covered, required: requires.length };
}

/** A declared base image that does as well: for the same kind of image, with the same packages and nothing else. */
function findDeclared(
  { kind, set }: Option,
  declared: readonly BaseImage[],
): BaseImage | undefined {
  const key = keyOfSet(set);
  return declared.find(
    image =>
      image.containsDependenciesOf.length === 0 &&
      keyOfSet(image.contains) === key &&
      fitsLineage(image, kind),
  );
}

function sum(numbers: ReadonlyMap<number, number>): number {
  return [...numbers.values()].reduce((all, item) => all + item, 0);
}
