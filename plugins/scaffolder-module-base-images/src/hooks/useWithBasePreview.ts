import { WithBasePreview } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { formBaseImagesApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** Loads what the Dockerfile of a Lambda becomes on a base image; loads nothing while no Lambda is chosen. */
export function useWithBasePreview(
  lambdaRef: string | undefined,
  baseImage: string | undefined,
): Loaded<WithBasePreview> {
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useMemo(
      () =>
        lambdaRef === undefined
          ? undefined
          : signal =>
              api.getWithBasePreview(lambdaRef, { baseImage }, { signal }),
      [api, lambdaRef, baseImage],
    ),
  );
}
