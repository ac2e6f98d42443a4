import { EntityFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { describeFailure, Failure } from './describeFailure';

/** What is known of the freshness of an entity. */
export type EntityFreshnessState =
  | { status: 'loading' }
  | { status: 'loaded'; freshness: EntityFreshness; reload: () => void }
  | (Failure & { retry: () => void });

/**
 * Loads the freshness of an entity. While it is loaded again what was known stays, and it stays too when that fails: freshness
 * tells itself when it was observed.
 */
export function useEntityFreshness(entityRef: string): EntityFreshnessState {
  const api = useApi(baseImagesApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<
    | { status: 'loading' }
    | { status: 'loaded'; entityRef: string; freshness: EntityFreshness }
    | Failure
  >({ status: 'loading' });
  const reload = useCallback(() => setAttempt(current => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    const keep = (next: typeof state) => {
      if (!controller.signal.aborted) {
        setState(current =>
          next.status !== 'loaded' &&
          current.status === 'loaded' &&
          current.entityRef === entityRef
            ? current
            : next,
        );
      }
    };
    keep({ status: 'loading' });
    api.getEntityFreshness(entityRef, { signal: controller.signal }).then(
      freshness => keep({ status: 'loaded', entityRef, freshness }),
      error => keep(describeFailure(error)),
    );
    return () => controller.abort();
  }, [api, entityRef, attempt]);

  if (state.status === 'loading') {
    return state;
  }
  if (state.status === 'loaded') {
    return { ...state, reload };
  }
  return { ...state, retry: reload };
}
