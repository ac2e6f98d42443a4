import type {
  ImageIdentifier,
  ListImagesRequest,
  ListImagesResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { pageOf } from '../wire/pages';
import { Wire } from '../wire/Wire';
import { checkPaging } from './checkPaging';
import { findRepository } from './findRepository';
import { tagsByDigest } from './imageIdentifiers';

/** ListImages: one entry for each tag, and one for each image without any. */
export function listImages(
  input: Wire<ListImagesRequest>,
  { region }: CallContext,
): Wire<ListImagesResponse> {
  const repository = findRepository(input, region);
  checkPaging(input, undefined, '');
  const status = input.filter?.tagStatus ?? 'ANY';
  const tagsOf = tagsByDigest(repository);
  const ids = Object.keys(repository.images)
    .sort()
    .flatMap((imageDigest): ImageIdentifier[] => {
      const tags = tagsOf.get(imageDigest) ?? [];
      if (tags.length === 0) {
        return status === 'TAGGED' ? [] : [{ imageDigest }];
      }
      return status === 'UNTAGGED'
        ? []
        : tags.map(imageTag => ({ imageDigest, imageTag }));
    });
  const page = pageOf(ids, {
    token: input.nextToken,
    size: input.maxResults ?? 100,
    request: { name: input.repositoryName, status, size: input.maxResults },
    errorCode: 'InvalidParameterException',
  });
  return {
    imageIds: page.items,
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}
