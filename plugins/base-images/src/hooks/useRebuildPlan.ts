import {
  PlanRequest,
  RebuildPlan,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { describeFailure, Failure } from './describeFailure';

/** What is known of a plan. */
export type RebuildPlanState =
  | { status: 'loading' }
  | { status: 'loaded'; plan: RebuildPlan }
  | (Failure & { retry: () => void });

/**
 * Asks what a rebuild would do.
 *
 * @param request - memoised by the caller
 */
export function useRebuildPlan(
  sourceId: string,
  environment: string,
  request: PlanRequest,
): RebuildPlanState {
  const api = useApi(baseImagesApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<RebuildPlanState>({ status: 'loading' });
  const retry = useCallback(() => setAttempt(current => current + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const keep = (next: RebuildPlanState) => {
      if (!signal.aborted) {
        setState(next);
      }
    };
    keep({ status: 'loading' });
    api.planRebuild({ sourceId, environment }, request, { signal }).then(
      plan => keep({ status: 'loaded', plan }),
      error => keep({ ...describeFailure(error), retry }),
    );
    return () => controller.abort();
  }, [api, sourceId, environment, request, attempt, retry]);

  return state;
}
