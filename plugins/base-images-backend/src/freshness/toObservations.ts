import {
  ImageNode,
  ImageObservation,
  ObservationFailure,
  Observations,
  RefusedImage,
} from '@base-images/backstage-plugin-base-images-node';
import { NewImage } from '../rebuild/store/RebuildRecords';
import { groupBy } from './groupBy';
import { ObservationRecord } from './ObservationRecord';

/**
 * What the engine assesses freshness from.
 *
 * @param record - what was seen, with why it is too old where it is.
 * @param images - verified images of the repositories of the nodes, oldest first.
 */
export function toObservations(
  nodes: readonly ImageNode[],
  record: ObservationRecord & { outdated?: ObservationFailure },
  images: readonly NewImage[],
): Observations {
  const byRepository = groupBy(images, ({ repository }) => repository);
  return {
    images: new Map(
      nodes.map(node => {
        const { repository } = node;
        const answer = {
          observedAt: record.repositories[repository],
          failure: record.failures[repository] ?? record.outdated,
          refused: record.refused[repository],
        };
        const found = byRepository.get(repository) ?? [];
        return [node.id, toImageObservation(node, found, answer)];
      }),
    ),
    externalImages: new Map(Object.entries(record.externalImages)),
    functions: {
      ...record.functions,
      failure: record.functions.failure ?? record.outdated ?? null,
    },
  };
}

/**
 * What is known of one image.
 *
 * @param images - verified images of its repository, oldest first.
 */
export function toImageObservation(
  { target }: Pick<ImageNode, 'target'>,
  images: readonly NewImage[],
  answer: {
    observedAt?: string;
    failure?: ObservationFailure;
    refused?: Readonly<Record<string, RefusedImage>>;
  },
): ImageObservation {
  const found = images.filter(({ platform }) => platform === target.platform);
  const newest = found.at(-1);
  return {
    images: new Map(found.map(image => [image.buildKey, image])),
    newest: newest ?? null,
    refused: new Map(Object.entries(answer.refused ?? {})),
    // A build that was committed since was observed as well.
    observedAt: answer.observedAt ?? newest?.pushedAt ?? null,
    failure: answer.failure ?? null,
  };
}
