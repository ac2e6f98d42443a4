import { LambdaBaseImages } from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { formBaseImagesApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** Loads how every base image of its source fits a Lambda; loads nothing while no Lambda is chosen. */
export function useLambdaBaseImages(
  lambdaRef: string | undefined,
): Loaded<LambdaBaseImages> {
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useMemo(
      () =>
        lambdaRef === undefined
          ? undefined
          : signal => api.getLambdaBaseImages(lambdaRef, { signal }),
      [api, lambdaRef],
    ),
  );
}
