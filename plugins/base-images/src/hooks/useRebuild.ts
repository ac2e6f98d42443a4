import {
  Build,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { Polling, POLLING_PAUSE, usePolling } from './usePolling';

/** What is known of a rebuild. */
export interface RebuildProgressState extends Polling {
  /** Undefined until it is loaded. */
  progress: { rebuild: Rebuild; builds: Build[] } | undefined;
  /** Takes over what the backend answered to a change of the rebuild, and looks again. */
  show: (rebuild: Rebuild) => void;
}

/** Whether a rebuild goes on. */
export function isActive({ state }: Pick<Rebuild, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** Follows a rebuild until it has ended. */
export function useRebuild(rebuildId: string): RebuildProgressState {
  const api = useApi(baseImagesApiRef);
  const [progress, setProgress] = useState<RebuildProgressState['progress']>();

  const look = useCallback(
    async (signal: AbortSignal) => {
      const [rebuild, builds] = await Promise.all([
        api.getRebuild(rebuildId, { signal }),
        api.getBuilds(rebuildId, { signal }),
      ]);
      if (!signal.aborted) {
        setProgress({ rebuild, builds });
      }
      return isActive(rebuild) ? POLLING_PAUSE : undefined;
    },
    [api, rebuildId],
  );
  const polling = usePolling(look);
  const { lookNow } = polling;
  const show = useCallback(
    (rebuild: Rebuild) => {
      setProgress(current => ({ builds: current?.builds ?? [], rebuild }));
      lookNow();
    },
    [lookNow],
  );

  return {
    ...polling,
    show,
    progress: progress?.rebuild.id === rebuildId ? progress : undefined,
  };
}
