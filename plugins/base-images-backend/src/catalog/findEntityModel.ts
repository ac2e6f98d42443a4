import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';
import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { SnapshotState } from '../store/SnapshotStore';
import { MODEL_ANNOTATIONS, MODEL_KINDS, readModelClaim } from './modelClaim';

/** A part of a monorepo with the scan that it comes from. */
export interface FoundModel {
  ref: ModelRef;
  state: SnapshotState;
  view: SnapshotView;
}

/**
 * Finds what an entity stands for: in the source that it names, else in the only source that has it.
 *
 * @throws NotFoundError that says which annotation to write; ServiceUnavailableError before the first good scan.
 */
export async function findEntityModel(
  entity: Entity,
  sourceIds: string[],
  views: SnapshotViews,
): Promise<FoundModel> {
  const entityRef = stringifyEntityRef(entity);
  const claim = readModelClaim(entity);
  if (!claim) {
    throw new NotFoundError(
      `'${entityRef}' stands for nothing in a monorepo: give it one of the annotations ${MODEL_KINDS.map(
        kind => `'${MODEL_ANNOTATIONS[kind]}'`,
      ).join(', ')}`,
    );
  }
  const what = `'${MODEL_ANNOTATIONS[claim.kind]}: ${claim.name}' of '${entityRef}'`;

  if (claim.sourceId !== undefined) {
    if (!sourceIds.includes(claim.sourceId)) {
      throw new NotFoundError(
        `There is no source '${claim.sourceId}' in 'baseImages.sources': correct annotation '${ANNOTATION_SOURCE}' of '${entityRef}'`,
      );
    }
    const { state, view } = await views.require(claim.sourceId);
    const ref = view.find(claim.kind, claim.name);
    if (!ref) {
      throw new NotFoundError(
        `The last good scan of source '${claim.sourceId}' did not find ${what}: correct the annotation, or wait for the next scan`,
      );
    }
    return { ref, state, view };
  }

  const found: FoundModel[] = [];
  for (const sourceId of sourceIds) {
    const { state, view } = await views.get(sourceId);
    const ref = view?.find(claim.kind, claim.name);
    if (state && view && ref) {
      found.push({ ref, state, view });
    }
  }
  if (found.length === 0) {
    throw new NotFoundError(
      `No source has ${what}: correct the annotation, or wait for the next scan`,
    );
  }
  if (found.length > 1) {
    throw new NotFoundError(
      `Several sources have ${what}: set annotation '${ANNOTATION_SOURCE}' to the id of the one that is meant`,
    );
  }
  return found[0];
}
