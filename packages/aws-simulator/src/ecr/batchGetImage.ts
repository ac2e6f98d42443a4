import type {
  BatchGetImageRequest,
  BatchGetImageResponse,
  Image,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { Wire } from '../wire/Wire';
import { eachImage } from './eachImage';
import { findRepository } from './findRepository';

/** BatchGetImage: manifests byte for byte. It counts as a pull. */
export function batchGetImage(
  input: Wire<BatchGetImageRequest>,
  { region, now }: CallContext,
): Wire<BatchGetImageResponse> {
  const repository = findRepository(input, region);
  const images: Wire<Image>[] = [];
  const failures = eachImage(input.imageIds, repository, (image, id) => {
    image.lastPulledAt = now;
    images.push({
      registryId: region.account,
      repositoryName: input.repositoryName,
      imageId: {
        imageDigest: image.digest,
        ...(id.imageTag && { imageTag: id.imageTag }),
      },
      imageManifest: image.manifest,
      imageManifestMediaType: image.mediaType,
    });
  });
  return { images, failures };
}
