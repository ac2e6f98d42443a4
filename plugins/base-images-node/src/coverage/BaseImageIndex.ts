import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { fitsLineage } from './fitsLineage';
import { RequiredSet } from './RequiredSet';

/** A base image that qualifies for a required set, and what its rank depends on. */
export interface Candidate {
  baseImage: BaseImage;
  /** How many required packages it holds. */
  covered: number;
  /** How many packages, or extras of packages, it holds beyond the required set. */
  surplus: number;
  /** Packages whose third-party dependencies it holds although they are not required. */
  idleDependencies: number;
  /** The same of required packages. */
  usefulDependencies: number;
}

/** What is held of packages, by their numbers. */
interface Holding {
  numbers: Uint32Array;
  extras: (readonly string[])[];
}

/** Base images whose packages are numbered, since thousands of Lambdas are compared with what they hold. */
export class BaseImageIndex {
  static of(baseImages: readonly BaseImage[]): BaseImageIndex {
    const numbers = new Map<string, number>();
    const numberOf = (name: string) => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    };
    const toHolding = (items: readonly PackageWithExtras[]): Holding => ({
      numbers: Uint32Array.from(items, item => numberOf(item.package)),
      extras: items.map(item => item.extras),
    });
    const entries = baseImages.map(baseImage => ({
      baseImage,
      contains: toHolding(baseImage.contains),
      dependenciesOf: toHolding(baseImage.containsDependenciesOf),
    }));
    return new BaseImageIndex(numbers, entries);
  }

  private constructor(
    private readonly numbers: ReadonlyMap<string, number>,
    private readonly entries: readonly {
      baseImage: BaseImage;
      contains: Holding;
      dependenciesOf: Holding;
    }[],
  ) {}

  /** The base images that qualify: of the same lineage, holding something of the set, and nothing else unless it says so. */
  candidates(required: RequiredSet): Candidate[] {
    const extras = new Array<readonly string[] | undefined>(this.numbers.size);
    for (const item of required.packages) {
      const number = this.numbers.get(item.package);
      if (number !== undefined) {
        extras[number] = item.extras;
      }
    }
    const candidates: Candidate[] = [];
    for (const { baseImage, contains, dependenciesOf } of this.entries) {
      const most = required.supersets ? Infinity : 0;
      const held = fitsLineage(baseImage, required)
        ? compare(contains, extras, most)
        : undefined;
      if (held && held.covered > 0) {
        const { surplus } = compare(dependenciesOf, extras, Infinity)!;
        candidates.push({
          baseImage,
          ...held,
          idleDependencies: surplus,
          usefulDependencies: dependenciesOf.extras.length - surplus,
        });
      }
    }
    return candidates;
  }
}

/** Counts what is covered, and what is held beyond; undefined as soon as that is more than allowed. */
function compare(
  { numbers, extras }: Holding,
  required: readonly (readonly string[] | undefined)[],
  mostSurplus: number,
): Pick<Candidate, 'covered' | 'surplus'> | undefined {
  let covered = 0;
  let surplus = 0;
  for (let index = 0; index < numbers.length; index++) {
    const wanted = required[numbers[index]];
    if (!wanted || !includesAll(wanted, extras[index])) {
      surplus++;
      if (surplus > mostSurplus) {
        return undefined;
      }
    }
    if (wanted && includesAll(extras[index], wanted)) {
      covered++;
    }
  }
  return { covered, surplus };
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.length === 0 || some.every(item => all.includes(item));
}
