import { GraphPackage } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { formBaseImagesApiRef } from '../api';
import { findSourceId } from './findSourceId';
import { Loaded, useLoad } from './useLoad';

/** The packages of one source. */
export interface SourcePackages {
  sourceId: string;
  /** Sorted by name. */
  packages: GraphPackage[];
}

/**
 * Loads the packages of a source; undefined when none is named and there is more than one, or none.
 *
 * @param source - as {@link findSourceId} takes it
 */
export function useSourcePackages(
  source: string | undefined,
): Loaded<SourcePackages | undefined> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const sourceId = await findSourceId(source, { catalog, api, signal });
        if (sourceId === undefined) {
          return undefined;
        }
        const { packages } = await api.getGraph(sourceId, { signal });
        return { sourceId, packages };
      },
      [catalog, api, source],
    ),
  );
}
