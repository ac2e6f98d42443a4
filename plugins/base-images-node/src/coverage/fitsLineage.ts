import {
  BaseImage,
  BaseImageMismatch,
} from '@base-images/backstage-plugin-base-images-common';
import { parseImageReference } from '../docker/ImageReference';
import { RequiredSet } from './RequiredSet';

/**
 * Whether a base image is for the platform, Python and lineage of a required set. What the set does not know matches. A base
 * image without platforms is built for whatever platform is asked for; one whose Python is not known fits no set that knows
 * its own, unless they have the same lineage.
 */
export function fitsLineage(
  baseImage: LineageOfBaseImage,
  required: LineageOfRequiredSet,
): boolean {
  return findLineageMismatches(baseImage, required).length === 0;
}

/** In what a base image is not for the platform, Python and lineage of a required set; empty when it is. */
export function findLineageMismatches(
  baseImage: LineageOfBaseImage,
  required: LineageOfRequiredSet,
): BaseImageMismatch[] {
  const { platforms, python, parentImage } = baseImage;
  if (parentImage === null) {
    return ['lineage'];
  }
  const samePlatform =
    required.platform === null ||
    platforms.length === 0 ||
    platforms.includes(required.platform);
  const sameLineage =
    required.parent === null ||
    required.parent === parentImage ||
    tagLine(required.parent) === tagLine(parentImage);
  const samePython =
    required.python === null ||
    (python === null
      ? required.parent !== null
      : minorVersion(python) === minorVersion(required.python));
  const mismatches: BaseImageMismatch[] = [];
  if (!sameLineage) {
    mismatches.push('parent');
  }
  if (!samePlatform) {
    mismatches.push('platform');
  }
  if (!samePython) {
    mismatches.push('python');
  }
  return mismatches;
}

type LineageOfBaseImage = Pick<
  BaseImage,
  'platforms' | 'python' | 'parentImage'
>;
type LineageOfRequiredSet = Pick<RequiredSet, 'platform' | 'python' | 'parent'>;

/** An image reference without its digest: a lineage follows a tag, not one build of it. */
function tagLine(reference: string): string {
  const image = parseImageReference(reference);
  if (!image) {
    return reference;
  }
  const registry = image.registry ?? 'docker.io';
  const official = registry === 'docker.io' && !image.repository.includes('/');
  const repository = official
    ? `library/${image.repository}`
    : image.repository;
  const tag = image.tag ?? (image.digest ? `@${image.digest}` : 'latest');
  return `${registry}/${repository}:${tag}`;
}

function minorVersion(version: string): string {
  return version.split('.', 2).join('.');
}
