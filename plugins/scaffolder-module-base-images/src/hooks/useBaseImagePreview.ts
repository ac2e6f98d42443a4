import {
  BaseImageFields,
  ProposalPreview,
} from '@base-images/backstage-plugin-base-images-common';
import { useMemo } from 'react';
import { Loaded } from './useLoad';
import { LoadOfSource, useOfSource } from './useOfSource';

/**
 * Loads what the declaration of a base image changes, as {@link useOfSource} does. Loads nothing while there is no base image.
 */
export function useBaseImagePreview(
  source: string | undefined,
  image: BaseImageFields | undefined,
): Loaded<ProposalPreview | undefined> {
  // The form makes the same value anew at every rendering.
  const key = image && JSON.stringify(image);

  return useOfSource(
    source,
    useMemo(
      (): LoadOfSource<ProposalPreview> | undefined =>
        key === undefined
          ? undefined
          : (sourceId, { api, signal }) =>
              api.getBaseImagePreview(
                sourceId,
                { image: JSON.parse(key) },
                { signal },
              ),
      [key],
    ),
  );
}
