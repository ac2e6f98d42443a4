import type { ImageFailure, ImageIdentifier } from '@aws-sdk/client-ecr';
import { ImageState, RepositoryState } from '../state';
import { Wire } from '../wire/Wire';
import { checkImageIds } from './checkImageIds';
import { resolveIdentifier } from './imageIdentifiers';

/** Does something with each image of a batch. Gives what stands for no image, as batches list it. */
export function eachImage(
  ids: ImageIdentifier[] | undefined,
  repository: RepositoryState,
  act: (image: ImageState, id: ImageIdentifier) => void,
): Wire<ImageFailure>[] {
  return checkImageIds(ids).flatMap(id => {
    const { image, failure } = resolveIdentifier(id, repository);
    if (failure) {
      const { code, reason } = failure;
      return [{ imageId: id, failureCode: code, failureReason: reason }];
    }
    act(image, id);
    return [];
  });
}
