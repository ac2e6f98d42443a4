import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';
import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { SnapshotState } from '../store/SnapshotStore';
import {
  claimedSources,
  ClaimedSourceConfig,
  mayStandFor,
} from './claimedSources';
import { MODEL_ANNOTATIONS, MODEL_KINDS, readModelClaim } from './modelClaim';

/** A part of a monorepo with the scan that it comes from. */
export interface FoundModel {
  ref: ModelRef;
  state: SnapshotState;
  view: SnapshotView;
}

/**
 * Finds what an entity stands for: in the source that it names, else in the only source that has it. Only sources for which the
 * entity may stand count, so that nobody learns of others by an entity of their own.
 *
 * @throws NotFoundError that says what to mend; ServiceUnavailableError before the first good scan.
 */
export async function findEntityModel(
  entity: Entity,
  sources: readonly ClaimedSourceConfig[],
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
  const claimed = claimedSources(entity, claim, sources);
  // The same for sources that there are and that there are not.
  const help = sources.every(source => mayStandFor(entity, source))
    ? ''
    : `, or let its location '${entity.metadata.annotations?.[ANNOTATION_LOCATION]}' stand for parts of the source by 'trustedLocations'`;

  if (claim.sourceId !== undefined) {
    if (claimed.length === 0) {
      throw new NotFoundError(
        `There is no source '${claim.sourceId}' in 'baseImages.sources' that '${entityRef}' may stand for: correct annotation '${ANNOTATION_SOURCE}'${help}`,
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
  for (const { id } of claimed) {
    const { state, view } = await views.get(id);
    const ref = view?.find(claim.kind, claim.name);
    if (state && view && ref) {
      found.push({ ref, state, view });
    }
  }
  if (found.length === 0) {
    throw new NotFoundError(
      `No source has ${what}: correct the annotation, or wait for the next scan${help}`,
    );
  }
  if (found.length > 1) {
    throw new NotFoundError(
      `Several sources have ${what}: set annotation '${ANNOTATION_SOURCE}' to the id of the one that is meant`,
    );
  }
  return found[0];
}
