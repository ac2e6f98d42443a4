import {
  externalImageKey,
  ImageNode,
  ImageRegistry,
  mapConcurrently,
  parseImageReference,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { attempt } from '../rebuild/runner/attempt';
import { failureSince } from './failureSince';
import { ObservationRecord } from './ObservationRecord';
import { REQUESTS_AT_ONCE } from './requestsAtOnce';

/** Asks for the digest of every image of others that is not pinned, once for each platform. */
export async function observeExternalImages(
  nodes: readonly ImageNode[],
  before: ObservationRecord,
  options: {
    registry: ImageRegistry;
    request: ServiceRequest;
    now: string;
  },
): Promise<ObservationRecord['externalImages']> {
  const { registry, request, now } = options;
  const wanted = new Map<string, { image: string; platform: string }>();
  for (const { source, target } of nodes) {
    for (const image of source.externalImages ?? []) {
      if (!parseImageReference(image)?.digest) {
        const { platform } = target;
        wanted.set(externalImageKey(image, platform), { image, platform });
      }
    }
  }
  const answers = await mapConcurrently(
    [...wanted],
    REQUESTS_AT_ONCE,
    async ([key, image]) => {
      const answer = await attempt(() =>
        registry.resolveDigest({ ...request, ...image }),
      );
      const known = before.externalImages[key];
      const earlier = known && 'failure' in known ? known.failure : undefined;
      return [
        key,
        answer.ok
          ? { digest: answer.value }
          : { failure: failureSince(answer.message, earlier, now) },
      ] as const;
    },
  );
  return Object.fromEntries(answers);
}
