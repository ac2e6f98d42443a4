import { Changes } from './Changes';
import { Candidate } from './chooseCandidates';
import { Estimate } from './Estimate';
import { ImageKind } from './ImageKind';
import { coveredBy, isWithin, PackageSet, toExtras } from './packageSets';

/** A base image that could be declared. */
export interface Option extends Candidate {
  kind: ImageKind;
  /** All that it holds. */
  set: PackageSet;
  savings: Map<number, number>;
  builds: number;
}

/** What options are worked out from. */
export interface OptionContext {
  changes: Changes;
  /** Lambdas by id. */
  numbers: ReadonlyMap<string, number>;
  buildSeconds: number;
}

/**
 * What base images of one kind that hold some sets save and cost.
 *
 * @param first - number of the first of them among all candidates
 */
export function toOptions(
  kind: ImageKind,
  sets: readonly PackageSet[],
  estimate: Estimate,
  { changes, numbers, buildSeconds }: OptionContext,
  first: number,
): Option[] {
  const required = kind.lambdas.map(({ id, requires }) => ({
    number: numbers.get(id)!,
    requires,
    map: toExtras(requires),
    builds: changes.ofLambda(id, requires),
  }));
  const maps = sets.map(toExtras);
  return sets.map((set, index) => {
    const builds = changes.ofPackages(set);
    const savings = new Map<number, number>();
    for (const lambda of required) {
      if (isWithin(set, lambda.map)) {
        const covered = coveredBy(lambda.requires, maps[index]);
        const saved = lambda.builds * estimate.saved(covered, set);
        if (saved > 0) {
          savings.set(lambda.number, saved);
        }
      }
    }
    const onOther = new Map<number, number>();
    sets.forEach((other, at) => {
      if (other.length < set.length && isWithin(other, maps[index])) {
        const saved = builds * estimate.saved(coveredBy(set, maps[at]), other);
        if (saved > 0) {
          onOther.set(first + at, saved);
        }
      }
    });
    const cost = builds * (buildSeconds + estimate.install(set));
    return { kind, set, savings, onOther, cost, builds };
  });
}
