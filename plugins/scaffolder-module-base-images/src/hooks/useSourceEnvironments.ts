import { Environment } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { formBaseImagesApiRef } from '../api';
import { findSourceId } from './findSourceId';
import { Loaded, useLoad } from './useLoad';

/** The environments of one source. */
export interface SourceEnvironments {
  sourceId: string;
  environments: Environment[];
}

/**
 * Loads the environments of a source; undefined when none is named and there is more than one, or none.
 *
 * @param source - as {@link findSourceId} takes it
 */
export function useSourceEnvironments(
  source: string | undefined,
): Loaded<SourceEnvironments | undefined> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const sourceId = await findSourceId(source, { catalog, api, signal });
        if (sourceId === undefined) {
          return undefined;
        }
        const environments: Environment[] = [];
        let cursor: string | undefined;
        do {
          const { items, pageInfo } = await api.getEnvironments(
            { limit: 500, cursor },
            { signal },
          );
          environments.push(
            ...items.filter(item => item.sourceId === sourceId),
          );
          cursor = pageInfo.nextCursor;
        } while (cursor !== undefined);
        return { sourceId, environments };
      },
      [catalog, api, source],
    ),
  );
}
