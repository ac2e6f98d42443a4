import type { ImageIdentifier, ImageFailureCode } from '@aws-sdk/client-ecr';
import { ImageState, RepositoryState } from '../state';
import { inRepository } from './findRepository';

/** What an image identifier stands for, or why it stands for nothing. */
export function resolveIdentifier(
  id: ImageIdentifier,
  repository: RepositoryState,
):
  | { image: ImageState; failure?: undefined }
  | { image?: undefined; failure: { code: ImageFailureCode; reason: string } } {
  const { imageDigest, imageTag } = id;
  const fail = (code: ImageFailureCode, reason: string) => ({
    failure: { code, reason },
  });
  if (!imageDigest && !imageTag) {
    return fail(
      'MissingDigestAndTag',
      'Invalid request parameters: both tag and digest cannot be null',
    );
  }
  if (imageDigest && !/^sha256:[0-9a-f]{64}$/.test(imageDigest)) {
    return fail('InvalidImageDigest', 'Invalid request parameters: digest');
  }
  const tagged = imageTag ? repository.tags[imageTag] : undefined;
  const digest = imageDigest ?? tagged;
  const image = digest ? repository.images[digest] : undefined;
  if (!image || (imageTag && !tagged)) {
    return fail('ImageNotFound', 'Requested image not found');
  }
  if (imageTag && tagged !== digest) {
    return fail(
      'ImageTagDoesNotMatchDigest',
      'Requested image tag does not match requested image digest',
    );
  }
  return { image };
}

/** The sentence of ImageNotFoundException. */
export function imageNotFound(
  id: ImageIdentifier,
  repository: RepositoryState,
): string {
  return `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} does not exist within ${inRepository(repository)}`;
}

/** The tags of each image that has any, sorted. */
export function tagsByDigest(
  repository: RepositoryState,
): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  for (const tag of Object.keys(repository.tags).sort()) {
    const digest = repository.tags[tag];
    tags.set(digest, [...(tags.get(digest) ?? []), tag]);
  }
  return tags;
}
