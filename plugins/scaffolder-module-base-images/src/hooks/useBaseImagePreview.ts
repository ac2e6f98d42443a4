import {
  BaseImageFields,
  ProposalPreview,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { formBaseImagesApiRef } from '../api';
import { findSourceId } from './findSourceId';
import { Loaded, useLoad } from './useLoad';

/**
 * Loads what the declaration of a base image changes; undefined when the source cannot be told. Loads nothing while there is
 * no base image.
 *
 * @param source - as {@link findSourceId} takes it
 */
export function useBaseImagePreview(
  source: string | undefined,
  image: BaseImageFields | undefined,
): Loaded<ProposalPreview | undefined> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(formBaseImagesApiRef);
  // The form makes the same value anew at every rendering.
  const key = image && JSON.stringify(image);

  return useLoad(
    useMemo(
      () =>
        key === undefined
          ? undefined
          : async (signal: AbortSignal) => {
              const sourceId = await findSourceId(source, {
                catalog,
                api,
                signal,
              });
              return sourceId === undefined
                ? undefined
                : api.getBaseImagePreview(
                    sourceId,
                    { image: JSON.parse(key) },
                    { signal },
                  );
            },
      [catalog, api, source, key],
    ),
  );
}
