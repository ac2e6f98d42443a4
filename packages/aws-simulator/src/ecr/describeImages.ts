import type {
  DescribeImagesRequest,
  DescribeImagesResponse,
  ImageDetail,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { ImageState, RepositoryState } from '../state';
import { AwsError } from '../wire/AwsError';
import { pageOf } from '../wire/pages';
import { seconds } from '../wire/seconds';
import { Wire } from '../wire/Wire';
import { isIndex } from '../image/mediaTypes';
import { checkPaging } from './checkPaging';
import { findRepository } from './findRepository';
import {
  imageNotFound,
  resolveIdentifier,
  tagsByDigest,
} from './imageIdentifiers';

/**
 * DescribeImages. A single image that is not there fails the whole call, as on AWS; BatchGetImage lists failures instead.
 * Lists come in the order of digests, which tells nothing about time.
 */
export function describeImages(
  input: Wire<DescribeImagesRequest>,
  { region }: CallContext,
): Wire<DescribeImagesResponse> {
  const repository = findRepository(input, region);
  const { imageIds, nextToken, maxResults, filter } = input;
  checkPaging(input, imageIds, 'imageIds');
  const tags = tagsByDigest(repository);
  if (imageIds?.length) {
    const found = new Map<string, ImageState>();
    for (const id of imageIds) {
      const { image, failure } = resolveIdentifier(id, repository);
      if (failure) {
        throw failure.code === 'ImageNotFound' ||
          failure.code === 'ImageTagDoesNotMatchDigest'
          ? new AwsError(
              'ImageNotFoundException',
              imageNotFound(id, repository),
            )
          : new AwsError('InvalidParameterException', failure.reason);
      }
      found.set(image.digest, image);
    }
    return {
      imageDetails: [...found.values()].map(image =>
        describeImage(image, tags.get(image.digest), repository),
      ),
    };
  }
  const images = Object.values(repository.images)
    .filter(({ digest }) => {
      const tagged = tags.has(digest);
      switch (filter?.tagStatus) {
        case 'TAGGED':
          return tagged;
        case 'UNTAGGED':
          return !tagged;
        default:
          return true;
      }
    })
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const page = pageOf(images, {
    token: nextToken,
    size: maxResults ?? 100,
    request: { name: input.repositoryName, maxResults, filter },
    errorCode: 'InvalidParameterException',
  });
  return {
    imageDetails: page.items.map(image =>
      describeImage(image, tags.get(image.digest), repository),
    ),
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}

function describeImage(
  image: ImageState,
  tags: string[] | undefined,
  repository: RepositoryState,
): Wire<ImageDetail> {
  const { registryId, repositoryName, imageScanningConfiguration } =
    repository.description;
  const manifest = JSON.parse(image.manifest);
  const index = isIndex(image.mediaType);
  return {
    registryId,
    repositoryName,
    imageDigest: image.digest,
    ...(tags && { imageTags: tags }),
    ...(!index && {
      imageSizeInBytes: manifest.layers.reduce(
        (sum: number, layer: { size: number }) => sum + layer.size,
        manifest.config.size,
      ),
      artifactMediaType: manifest.config.mediaType,
    }),
    imagePushedAt: seconds(image.pushedAt),
    ...(imageScanningConfiguration?.scanOnPush &&
      !index && {
        imageScanStatus: {
          status: 'COMPLETE' as const,
          description: 'The scan was completed successfully.',
        },
      }),
    imageManifestMediaType: image.mediaType,
    ...(image.lastPulledAt !== undefined && {
      lastRecordedPullTime: seconds(image.lastPulledAt),
    }),
  };
}
