import {
  ImageTarget,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { isActive } from './useRebuild';

/** A source's environment with images of it. */
export interface RebuildScope {
  sourceId: string;
  environment: string;
  images: ImageTarget[];
}

/**
 * Id of the newest rebuild of an environment where it goes on or failed, and is about one of the images. Nothing is shown
 * where the backend does not answer: what matters most is that freshness is there.
 */
export function useLatestRebuild(scope: RebuildScope): string | undefined {
  const { sourceId, environment, images } = scope;
  const api = useApi(baseImagesApiRef);
  const [latest, setLatest] = useState<string>();
  // Freshness that is read again gives other objects for the same images.
  const imageKeys = images.map(keyOf).join('\n');

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const find = async () => {
      const { items } = await api.getRebuilds(
        { sourceId, environment, limit: 1 },
        { signal },
      );
      const [newest] = items;
      if (!newest || !(isActive(newest) || newest.state === 'failed')) {
        return;
      }
      const rebuild = await api.getRebuild(newest.id, { signal });
      if (
        !signal.aborted &&
        concerns(rebuild, new Set(imageKeys.split('\n')))
      ) {
        setLatest(rebuild.id);
      }
    };
    setLatest(undefined);
    find().catch(() => undefined);
    return () => controller.abort();
  }, [api, sourceId, environment, imageKeys]);

  return latest;
}

/** Whether a rebuild has one of the images still to do. */
function concerns(rebuild: Rebuild, images: Set<string>): boolean {
  return rebuild.steps.some(
    step => step.state !== 'done' && images.has(keyOf(step)),
  );
}

function keyOf({ kind, name, platform }: ImageTarget): string {
  return [kind, name, platform].join(' ');
}
