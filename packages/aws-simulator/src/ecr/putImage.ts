import type { PutImageRequest, PutImageResponse } from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { isIndex } from '../image/mediaTypes';
import { RepositoryState } from '../state';
import { AwsError } from '../wire/AwsError';
import { digestOf } from '../wire/sha256';
import { Wire } from '../wire/Wire';
import { findRepository, inRepository } from './findRepository';
import { storeImage } from './storeImage';

/** PutImage: adds a manifest, or a tag to one that is there. */
export function putImage(
  input: Wire<PutImageRequest>,
  { region, now }: CallContext,
): Wire<PutImageResponse> {
  const repository = findRepository(input, region);
  const { imageManifest, imageTag } = input;
  const { mediaType, references } = readManifest(
    imageManifest ?? '',
    input.imageManifestMediaType,
  );
  const digest = digestOf(imageManifest!);
  if (input.imageDigest && input.imageDigest !== digest) {
    throw new AwsError(
      'ImageDigestDoesNotMatchException',
      `The digest '${input.imageDigest}' does not match the digest '${digest}' that was computed from the manifest`,
    );
  }
  checkTag(repository, digest, imageTag);
  checkReferences(repository, mediaType, references);
  storeImage(
    repository,
    {
      manifest: imageManifest!,
      mediaType,
      tags: imageTag ? [imageTag] : [],
    },
    now,
  );
  return {
    image: {
      registryId: region.account,
      repositoryName: input.repositoryName,
      imageId: { imageDigest: digest, ...(imageTag && { imageTag }) },
      imageManifest,
      imageManifestMediaType: mediaType,
    },
  };
}

/** The same image under the same tag is an error too, so that a caller can tell that nothing was done. */
export function checkTag(
  repository: RepositoryState,
  digest: string,
  tag: string | undefined,
): void {
  const present = tag ? repository.tags[tag] : undefined;
  const same = tag ? present === digest : repository.images[digest];
  if (same) {
    const tagged = tag ? ` and tag '${tag}'` : '';
    throw new AwsError(
      'ImageAlreadyExistsException',
      `Image with digest '${digest}'${tagged} already exists in ${inRepository(repository)}`,
    );
  }
  if (present && repository.description.imageTagMutability === 'IMMUTABLE') {
    throw new AwsError(
      'ImageTagAlreadyExistsException',
      `The image tag '${tag}' already exists in the '${repository.description.repositoryName}' repository and cannot be overwritten because the repository is immutable.`,
    );
  }
}

/** The type of a manifest, and the digests of what it is made of. Throws InvalidParameterException. */
export function readManifest(
  text: string,
  given: string | undefined,
): { mediaType: string; references: string[] } {
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    manifest = undefined;
  }
  const mediaType = manifest?.mediaType ?? given;
  const parts = manifest?.manifests ?? [
    manifest?.config,
    ...(manifest?.layers ?? []),
  ];
  if (!mediaType || parts.some((part: unknown) => !part)) {
    throw new AwsError(
      'InvalidParameterException',
      "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
    );
  }
  return {
    mediaType,
    references: parts.map((part: { digest: string }) => part.digest),
  };
}

/** Throws unless all that a manifest is made of was pushed to the repository. */
export function checkReferences(
  repository: RepositoryState,
  mediaType: string,
  references: string[],
): void {
  const index = isIndex(mediaType);
  const missing = references.filter(digest =>
    index ? !repository.images[digest] : repository.blobs[digest] === undefined,
  );
  if (missing.length > 0) {
    throw new AwsError(
      index ? 'ReferencedImagesNotFoundException' : 'LayersNotFoundException',
      `${index ? 'Images' : 'Layers'} with digests '[${missing.join(', ')}]' required for pushing image into repository with name '${repository.description.repositoryName}' in the registry with id '${repository.description.registryId}' do not exist`,
    );
  }
}
