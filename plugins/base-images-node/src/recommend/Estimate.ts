import { Lambda } from '@base-images/backstage-plugin-base-images-common';
import { thirdPartyRequirements } from '../hash/thirdPartyRequirements';
import { PackageNode } from '../graph/PackageGraph';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { evaluateMarker } from '../python/evaluateMarker';
import { MarkerEnvironment } from '../python/MarkerEnvironment';
import { parseMarker } from '../python/parseMarker';
import { haveConflictingPins } from './conflictingPins';
import { keyOfSet, PackageSet } from './packageSets';
import { RecommendationCosts } from './RecommendationReport';

/** Estimates what it takes to install sets of packages in images of one kind. */
export class Estimate {
  readonly #seconds = new Map<string, number>();
  readonly #holds = new Map<string, boolean>();

  constructor(
    private readonly packages: ReadonlyMap<string, PackageNode>,
    private readonly environment: MarkerEnvironment,
    private readonly costs: RecommendationCosts,
  ) {}

  /** Seconds to build and install a set with the third-party distributions that it names. */
  install(set: PackageSet): number {
    const key = keyOfSet(set);
    const known = this.#seconds.get(key);
    if (known !== undefined) {
      return known;
    }
    const distributions = new Set(
      this.#requirements(set).map(({ name }) => name),
    );
    const seconds =
      set.length * this.costs.packageSeconds +
      distributions.size * this.costs.distributionSeconds;
    this.#seconds.set(key, seconds);
    return seconds;
  }

  /** Seconds that are saved where `covered` is there already, as a part of what an image holds that has to be pulled for it. */
  saved(covered: PackageSet, held: PackageSet): number {
    return this.install(covered) - this.costs.pullShare * this.install(held);
  }

  isConflicting(set: PackageSet): boolean {
    return haveConflictingPins(this.#requirements(set));
  }

  #requirements(set: PackageSet) {
    return thirdPartyRequirements(set, this.packages).filter(
      ({ marker }) => marker === null || this.#mayHold(marker),
    );
  }

  #mayHold(text: string): boolean {
    const known = this.#holds.get(text);
    if (known !== undefined) {
      return known;
    }
    const parse = parseMarker(text);
    const answer =
      !parse.ok || evaluateMarker(parse.marker, this.environment, []) !== false;
    this.#holds.set(text, answer);
    return answer;
  }
}

/** A function that gives the estimate for a platform and a Python, one for each. */
export function estimates(
  packages: ReadonlyMap<string, PackageNode>,
  costs: RecommendationCosts,
): (image: Pick<Lambda, 'platform' | 'python'>) => Estimate {
  const known = new Map<string, Estimate>();
  return ({ platform, python }) => {
    const key = JSON.stringify([platform, python]);
    const environment = lambdaMarkerEnvironment(platform, python);
    const estimate =
      known.get(key) ?? new Estimate(packages, environment, costs);
    known.set(key, estimate);
    return estimate;
  };
}
