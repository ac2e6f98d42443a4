import {
  BaseImage,
  Lambda,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { fitsLineage } from '../coverage/fitsLineage';
import { withoutHeld } from '../declaration/withoutHeld';

/** What decides on which base image a Lambda is built. */
export type LambdaOnBase = Pick<
  Lambda,
  'build' | 'python' | 'parent' | 'requires'
>;

/** Finds the base images that Lambdas are built on: there may be thousands of the ones, and hundreds of the others. */
export class FittingBaseImages {
  static of(baseImages: readonly BaseImage[]): FittingBaseImages {
    const sorted = [...baseImages].sort(
      (a, b) => sizeOf(a) - sizeOf(b) || (a.name < b.name ? -1 : 1),
    );
    const holding = new Map<string, BaseImage[]>();
    for (const image of sorted) {
      const names = new Set(heldBy(image).map(item => item.package));
      for (const name of names) {
        const images = holding.get(name);
        if (images) {
          images.push(image);
        } else {
          holding.set(name, [image]);
        }
      }
    }
    return new FittingBaseImages(holding);
  }

  /** @param holding - smallest first, by the name of a package that they hold, or whose dependencies they hold. */
  private constructor(
    private readonly holding: ReadonlyMap<string, readonly BaseImage[]>,
  ) {}

  /**
   * The base image that a `Dockerfile.with_base` is built on: the smallest one that holds everything that it leaves out, or, where it
   * leaves out nothing, the dependencies of everything that it requires. Null when there is none, so that the image is built from
   * its own Dockerfile.
   */
  find(lambda: LambdaOnBase, platform: string | null): BaseImage | null {
    const leavesOut = lambda.build.withBase?.leavesOut;
    if (!leavesOut) {
      return null;
    }
    const needed = leavesOut.length > 0 ? leavesOut : lambda.requires;
    const candidates = needed
      .map(item => this.holding.get(item.package) ?? [])
      .reduce<readonly BaseImage[] | undefined>(
        (fewest, images) =>
          fewest && fewest.length <= images.length ? fewest : images,
        undefined,
      );
    const { python, parent } = lambda;
    return (
      candidates?.find(
        image =>
          withoutHeld(
            needed,
            leavesOut.length > 0 ? image.contains : heldBy(image),
          ).length === 0 && fitsLineage(image, { platform, python, parent }),
      ) ?? null
    );
  }
}

function heldBy({
  contains,
  containsDependenciesOf,
}: BaseImage): PackageWithExtras[] {
  return [...contains, ...containsDependenciesOf];
}

function sizeOf({ contains, containsDependenciesOf }: BaseImage): number {
  return contains.length + containsDependenciesOf.length;
}
