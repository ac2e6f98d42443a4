import { BaseImagesApi } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { formBaseImagesApiRef } from '../api';
import { findSourceId } from './findSourceId';
import { Loaded, useLoad } from './useLoad';

/** What there is to load with. */
export interface LoadOptions {
  api: BaseImagesApi;
  signal: AbortSignal;
}

/** Loads something of a source. */
export type LoadOfSource<T> = (
  sourceId: string,
  options: LoadOptions,
) => Promise<T>;

/**
 * Loads something of a source; undefined when none is named and there is more than one, or none.
 *
 * @param source - as {@link findSourceId} takes it
 * @param load - memoised by the caller; undefined while there is nothing to load yet
 */
export function useOfSource<T>(
  source: string | undefined,
  load: LoadOfSource<T> | undefined,
): Loaded<T | undefined> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useMemo(
      () =>
        load &&
        (async (signal: AbortSignal) => {
          const sourceId = await findSourceId(source, { catalog, api, signal });
          return sourceId === undefined
            ? undefined
            : load(sourceId, { api, signal });
        }),
      [catalog, api, source, load],
    ),
  );
}
