import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  AssessedImage,
  assessImage,
  ImageNode,
  mapConcurrently,
  packageHashes,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { attempt, Attempted } from '../rebuild/runner/attempt';
import { registryOf } from '../rebuild/runner/RunContext';
import { NewImage } from '../rebuild/store/RebuildRecords';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { failureSince } from './failureSince';
import { groupBy } from './groupBy';
import { ObservationRecord } from './ObservationRecord';
import { Outage } from './Outage';
import { RepositoryAnswer, RepositoryObserver } from './RepositoryObserver';
import { REQUESTS_AT_ONCE } from './requestsAtOnce';
import { toImageObservation } from './toObservations';

/**
 * Asks for the images of a source, parents before what stands on them: which image is expected of a child depends on the digest of
 * its parent.
 *
 * @param record - what the round has found; gets what it finds of repositories.
 */
export async function observeImages(
  monorepo: Pick<Monorepo, 'packages'>,
  nodes: readonly ImageNode[],
  record: ObservationRecord,
  options: {
    before: ObservationRecord;
    images: RebuildStore;
    repositories: RepositoryObserver;
    request: ServiceRequest;
  },
): Promise<void> {
  const { before, images, repositories, request } = options;
  const registry = registryOf(request.environment);
  // What cannot be built has no image that could be told from those of others.
  const askable = nodes.filter(({ problem }) => problem === null);
  const known = new Map<string, readonly NewImage[]>(
    groupBy(
      await images.images(registry, [
        ...new Set(askable.map(node => node.repository)),
      ]),
      image => image.repository,
    ),
  );
  const baseRepositories = new Map(
    askable
      .filter(({ target }) => target.kind === 'base-image')
      .map(({ target, repository }) => [target.name, repository]),
  );
  const baseChain = (name: string, digest: string) =>
    known
      .get(baseRepositories.get(name) ?? '')
      ?.find(image => image.digest === digest)?.layerChain ?? null;

  const context = {
    hashes: packageHashes(monorepo),
    externalImages: new Map(Object.entries(record.externalImages)),
    now: record.observedAt,
    since: record.observedAt,
  };
  const assessed = new Map<string, AssessedImage>();
  const assess = (node: ImageNode) => {
    const image = assessImage(node, {
      ...context,
      parent: assessed.get(node.parent ?? ''),
      observed: toImageObservation(node, known.get(node.repository) ?? [], {
        // One that was not asked yet in this round is taken as it is known.
        observedAt: record.observedAt,
        failure: record.failures[node.repository],
      }),
    });
    assessed.set(node.id, image);
    return image;
  };
  const outage = new Outage(registry);
  for (const level of levelsOf(nodes)) {
    const asked = groupBy(
      level
        .filter(({ problem }) => problem === null)
        .map(node => ({ node, key: assess(node).buildKey })),
      ({ node }) => node.repository,
    );
    await mapConcurrently(
      [...asked],
      REQUESTS_AT_ONCE,
      async ([repository, expected]) => {
        const answer = await outage.attempt(() =>
          attempt(() =>
            repositories.observe(
              {
                repository,
                expected,
                kept: known.get(repository) ?? [],
                turns: before.turns[repository] ?? [],
                refused: before.refused[repository] ?? {},
                baseChain,
              },
              request,
            ),
          ),
        );
        if (answer.ok) {
          known.set(repository, answer.value.images);
        }
        recordAnswer(record, repository, answer, before);
      },
    );
    level.forEach(assess);
  }
}

/** What could not be asked keeps what was known, with why and since when it is not known better. */
function recordAnswer(
  record: ObservationRecord,
  repository: string,
  answer: Attempted<RepositoryAnswer>,
  before: ObservationRecord,
): void {
  const { turns, refused } = answer.ok
    ? answer.value
    : {
        turns: before.turns[repository] ?? [],
        refused: before.refused[repository] ?? {},
      };
  if (turns.length > 0) {
    record.turns[repository] = turns;
  }
  if (Object.keys(refused).length > 0) {
    record.refused[repository] = refused;
  }
  if (answer.ok) {
    record.repositories[repository] = record.observedAt;
    return;
  }
  const earlier = before.repositories[repository];
  if (earlier !== undefined) {
    record.repositories[repository] = earlier;
  }
  record.failures[repository] = failureSince(
    answer.message,
    before.failures[repository],
    record.observedAt,
  );
}

/** Images by the number of images below them. */
function levelsOf(nodes: readonly ImageNode[]): ImageNode[][] {
  const depths = new Map<string, number>();
  const levels: ImageNode[][] = [];
  for (const node of nodes) {
    const depth =
      node.parent === null ? 0 : (depths.get(node.parent) ?? -1) + 1;
    depths.set(node.id, depth);
    (levels[depth] ??= []).push(node);
  }
  return levels;
}
