import { EntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { describeFailure, Failure } from './describeFailure';

/** Coverage of the kind that a card shows. */
export type EntityCoverageOf<TKind extends EntityCoverage['kind']> = Extract<
  EntityCoverage,
  { kind: TKind }
>;

/** What is known of the coverage of an entity. */
export type EntityCoverageState<TKind extends EntityCoverage['kind']> =
  | { status: 'loading' }
  | { status: 'loaded'; coverage: EntityCoverageOf<TKind> }
  /** The entity is something else to the backend, so another card shows it. */
  | { status: 'other-kind' }
  | (Failure & { retry: () => void });

/**
 * Loads the coverage of an entity, again when the entity or the backend's client changes.
 *
 * @param entity - the entity whose page is shown
 * @param kind - the kind of coverage that the caller can show
 */
export function useEntityCoverage<TKind extends EntityCoverage['kind']>(
  entity: Entity,
  kind: TKind,
): EntityCoverageState<TKind> {
  const api = useApi(baseImagesApiRef);
  const entityRef = stringifyEntityRef(entity);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<EntityCoverageState<TKind>>({
    status: 'loading',
  });
  const retry = useCallback(() => setAttempt(current => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    setState({ status: 'loading' });
    api.getEntityCoverage(entityRef, { signal: controller.signal }).then(
      coverage => {
        if (controller.signal.aborted) {
          return;
        }
        setState(
          isOfKind(coverage, kind)
            ? { status: 'loaded', coverage }
            : { status: 'other-kind' },
        );
      },
      error => {
        if (controller.signal.aborted) {
          return;
        }
        setState({ ...describeFailure(error), retry });
      },
    );
    return () => controller.abort();
  }, [api, entityRef, kind, attempt, retry]);

  return state;
}

function isOfKind<TKind extends EntityCoverage['kind']>(
  coverage: EntityCoverage,
  kind: TKind,
): coverage is EntityCoverageOf<TKind> {
  return coverage.kind === kind;
}
