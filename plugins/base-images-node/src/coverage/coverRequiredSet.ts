import {
  BaseImage,
  BaseImageCoverage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseImageIndex, Candidate } from './BaseImageIndex';
import { RequiredSet } from './RequiredSet';

/**
 * How each base image that qualifies covers a required set, best first: most covered, then least surplus (packages first,
 * then third-party dependencies), then most third-party dependencies of what is not covered, then smallest, then by name. A
 * base image that covers nothing does not qualify.
 */
export function coverRequiredSet(
  required: RequiredSet,
  baseImages: readonly BaseImage[],
): BaseImageCoverage[] {
  return rankBaseImages(required, BaseImageIndex.of(baseImages)).map(
    baseImage => coverWith(baseImage, required.packages),
  );
}

/** The base images that qualify, best first. */
export function rankBaseImages(
  required: RequiredSet,
  index: BaseImageIndex,
): BaseImage[] {
  return index
    .candidates(required)
    .sort(compareCandidates)
    .map(({ baseImage }) => baseImage);
}

function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    b.covered - a.covered ||
    a.surplus - b.surplus ||
    a.idleDependencies - b.idleDependencies ||
    b.usefulDependencies - a.usefulDependencies ||
    a.baseImage.contains.length - b.baseImage.contains.length ||
    (a.baseImage.name < b.baseImage.name ? -1 : 1)
  );
}

/** What a base image covers of a required set, whether or not it qualifies. */
export function coverWith(
  baseImage: BaseImage,
  required: readonly PackageWithExtras[],
): BaseImageCoverage {
  const held = new Map(
    baseImage.contains.map(item => [item.package, item.extras]),
  );
  const covered: PackageWithExtras[] = [];
  const uncovered: PackageWithExtras[] = [];
  for (const item of required) {
    const heldExtras = held.get(item.package);
    const isCovered =
      heldExtras && item.extras.every(extra => heldExtras.includes(extra));
    (isCovered ? covered : uncovered).push(item);
  }
  return {
    baseImage: baseImage.name,
    covered,
    uncovered,
    surplus: surplusOf(
      baseImage.contains,
      new Map(required.map(item => [item.package, item.extras])),
    ),
    coverage: required.length === 0 ? null : covered.length / required.length,
  };
}

/** What is held beyond the required set: whole packages, or extras of required ones. */
function surplusOf(
  contains: readonly PackageWithExtras[],
  required: ReadonlyMap<string, readonly string[]>,
): PackageWithExtras[] {
  return contains.filter(item => {
    const extras = required.get(item.package);
    return !extras || !item.extras.every(extra => extras.includes(extra));
  });
}
