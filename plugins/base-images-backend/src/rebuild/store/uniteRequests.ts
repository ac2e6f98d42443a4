import {
  ImageTarget,
  PlanRequest,
} from '@base-images/backstage-plugin-base-images-common';
import { imageId } from '@base-images/backstage-plugin-base-images-node';

/** A request that asks for what both ask for: nobody who waits in the queue loses what they asked for. */
export function uniteRequests(
  one: PlanRequest,
  other: PlanRequest,
): PlanRequest {
  return {
    ...(one.images && other.images
      ? { images: uniteImages(one.images, other.images) }
      : {}),
    ...(one.force || other.force ? { force: true } : {}),
    ...(one.withoutDependents && other.withoutDependents
      ? { withoutDependents: true }
      : {}),
  };
}

function uniteImages(
  one: readonly ImageTarget[],
  other: readonly ImageTarget[],
): ImageTarget[] {
  return [
    ...new Map(
      [...one, ...other].map(image => [imageId(image), image]),
    ).values(),
  ];
}
