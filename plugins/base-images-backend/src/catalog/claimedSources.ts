import { Entity } from '@backstage/catalog-model';
import { speaksFor } from '@base-images/backstage-plugin-base-images-common';
import { SourceConfig, targetOf } from '../config/SourceConfig';
import { ModelClaim } from './modelClaim';

/** What is needed of a configured source to say which entities may stand for its parts. */
export type ClaimedSourceConfig = Pick<
  SourceConfig,
  'id' | 'target' | 'entities'
>;

/** Whether an entity may stand for a source, or for a part of it; see `speaksFor` of the common library. */
export function mayStandFor(
  entity: Entity,
  source: ClaimedSourceConfig,
): boolean {
  return speaksFor(entity.metadata.annotations, {
    id: source.id,
    target: targetOf(source),
    entities: source.entities,
  });
}

/** The sources that an entity may mean: the one that it names, or all; and of these the ones for which it may stand. */
export function claimedSources<T extends ClaimedSourceConfig>(
  entity: Entity,
  { sourceId }: ModelClaim,
  sources: readonly T[],
): T[] {
  return sources.filter(
    source =>
      (sourceId ?? source.id) === source.id && mayStandFor(entity, source),
  );
}
