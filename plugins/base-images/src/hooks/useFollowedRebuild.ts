import { ImageFreshness } from '@base-images/backstage-plugin-base-images-common';
import { useCallback, useEffect, useState } from 'react';
import { useLatestRebuild } from './useLatestRebuild';

/** The rebuild that a card shows for an environment. */
export interface FollowedRebuild {
  rebuildId: string | undefined;
  /** Shows another one. */
  follow: (rebuildId: string) => void;
  /** Shows none until there is another one. */
  dismiss: () => void;
}

/**
 * Which rebuild to show: the one that was started here, else the one that builds the images now, else the newest where it
 * waits or failed. It stays when it has ended, until it is dismissed.
 */
export function useFollowedRebuild(scope: {
  sourceId: string;
  environment: string;
  images: ImageFreshness[];
}): FollowedRebuild {
  const latest = useLatestRebuild(scope);
  const building = scope.images.find(image => image.building)?.building
    ?.rebuildId;
  const [followed, setFollowed] = useState<string>();
  const [dismissed, setDismissed] = useState<string>();

  useEffect(() => {
    if (building !== undefined) {
      setFollowed(building);
    }
  }, [building]);

  const shown = followed ?? latest;
  const dismiss = useCallback(() => setDismissed(shown), [shown]);
  const follow = useCallback((rebuildId: string) => {
    setFollowed(rebuildId);
    setDismissed(undefined);
  }, []);

  return {
    rebuildId: shown === dismissed ? undefined : shown,
    follow,
    dismiss,
  };
}
