import {
  ActiveBuild,
  SourceFreshness,
} from '@base-images/backstage-plugin-base-images-common';
import {
  SourceEnvironment,
  toImageFreshness,
} from '@base-images/backstage-plugin-base-images-node';
import { hasEnded } from '../rebuild/runner/stepChanges';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { FreshnessView } from './FreshnessViews';

/** Freshness as the API tells it. */
export function describeFreshness(
  { view, images, functions }: FreshnessView,
  environment: SourceEnvironment,
  building: ReadonlyMap<string, ActiveBuild>,
): SourceFreshness {
  const summary = { fresh: 0, stale: 0, missing: 0, unknown: 0 };
  images.forEach(({ status }) => {
    summary[status] += 1;
  });
  return {
    sourceId: environment.sourceId,
    environment: environment.id,
    revision: view.monorepo.revision,
    images: images.map(image =>
      toImageFreshness(image, building.get(image.node.id) ?? null),
    ),
    functions,
    summary,
  };
}

/** What is being built, by the id of the image. */
export async function activeBuilds(
  store: RebuildStore,
  { sourceId, id }: Pick<SourceEnvironment, 'sourceId' | 'id'>,
): Promise<Map<string, ActiveBuild>> {
  const active = await store.findActive(sourceId, id);
  if (!active) {
    return new Map();
  }
  const steps = await store.stepStates(active.id);
  return new Map(
    steps
      .filter(step => !hasEnded(step))
      .map(({ stepId }) => [stepId, { rebuildId: active.id, stepId }]),
  );
}
