import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { Polling, POLLING_PAUSE, usePolling } from './usePolling';

/** As many lines are kept; a browser becomes slow with many more. */
export const LONGEST_LOG = 5_000;

/** Milliseconds before the next part of a log of which there is more already. */
const SHORT_PAUSE = 250;

/** What is known of the log of a build. */
export interface BuildLogState extends Polling {
  lines: string[];
  /** Number of lines before those that are kept. */
  omitted: number;
  /** True when nothing more will come. */
  complete: boolean;
  /** True until the first part is there. */
  loading: boolean;
}

const EMPTY = { lines: [], omitted: 0, complete: false, loading: true };

/** Follows the log of a build by its cursor until it is complete. */
export function useBuildLog(buildId: string): BuildLogState {
  const api = useApi(baseImagesApiRef);
  const [log, setLog] = useState<Omit<BuildLogState, keyof Polling>>(EMPTY);
  const cursor = useRef<string>();

  useEffect(() => {
    cursor.current = undefined;
    setLog(EMPTY);
  }, [api, buildId]);

  const look = useCallback(
    async (signal: AbortSignal) => {
      const page = await api.getBuildLog(buildId, cursor.current, { signal });
      if (signal.aborted) {
        return undefined;
      }
      cursor.current = page.nextCursor || undefined;
      setLog(({ lines, omitted }) => {
        const all = [...lines, ...page.lines];
        const excess = Math.max(0, all.length - LONGEST_LOG);
        return {
          lines: all.slice(excess),
          omitted: omitted + excess,
          complete: page.complete,
          loading: false,
        };
      });
      if (page.complete) {
        return undefined;
      }
      return page.lines.length > 0 ? SHORT_PAUSE : POLLING_PAUSE;
    },
    [api, buildId],
  );

  return { ...log, ...usePolling(look) };
}
