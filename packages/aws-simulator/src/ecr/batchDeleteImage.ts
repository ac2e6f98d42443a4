import type {
  BatchDeleteImageRequest,
  BatchDeleteImageResponse,
  ImageIdentifier,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { Wire } from '../wire/Wire';
import { eachImage } from './eachImage';
import { findRepository } from './findRepository';
import { tagsByDigest } from './imageIdentifiers';
import { removeImage } from './removeImage';

/** BatchDeleteImage: a digest takes the image and all its tags away; a tag only itself, and the image with the last one. */
export function batchDeleteImage(
  input: Wire<BatchDeleteImageRequest>,
  { region }: CallContext,
): Wire<BatchDeleteImageResponse> {
  const repository = findRepository(input, region);
  const imageIds: ImageIdentifier[] = [];
  const failures = eachImage(input.imageIds, repository, ({ digest }, id) => {
    const tags = tagsByDigest(repository).get(digest) ?? [];
    const gone = id.imageTag ? [id.imageTag] : tags;
    if (gone.length === tags.length) {
      removeImage(repository, digest);
    } else {
      delete repository.tags[gone[0]];
    }
    imageIds.push(
      ...(gone.length === 0
        ? [{ imageDigest: digest }]
        : gone.map(imageTag => ({ imageDigest: digest, imageTag }))),
    );
  });
  return { imageIds, failures };
}
