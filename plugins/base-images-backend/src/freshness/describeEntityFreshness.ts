import { EntityFreshness } from '@base-images/backstage-plugin-base-images-common';
import {
  ImageNode,
  SourceEnvironment,
  toImageFreshness,
} from '@base-images/backstage-plugin-base-images-node';
import { RebuildRights } from '../access/CallerAccess';
import { FoundModel } from '../catalog/findEntityModel';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { activeBuilds } from './describeFreshness';
import { FreshnessViews } from './FreshnessViews';

/** Freshness of the images that an entity stands for; for a package those that hold it. */
export async function describeEntityFreshness(
  { ref, view }: Pick<FoundModel, 'ref' | 'view'>,
  options: {
    environments: readonly SourceEnvironment[];
    freshness: FreshnessViews;
    store: RebuildStore;
    rights: RebuildRights;
  },
): Promise<EntityFreshness> {
  const { environments, freshness, store, rights } = options;
  const own = environments.filter(item => item.sourceId === view.sourceId);
  return {
    sourceId: view.sourceId,
    name: ref.name,
    environments: await Promise.all(
      own.map(async environment => {
        const { images, functions } = await freshness.get(environment, node =>
          isAbout(node, ref),
        );
        const building = await activeBuilds(store, environment);
        return {
          environment: environment.id,
          rebuild: environment.rebuild,
          ...rights,
          images: images.map(image =>
            toImageFreshness(image, building.get(image.node.id) ?? null),
          ),
          functions: ref.kind === 'lambda' ? functions : [],
        };
      }),
    ),
  };
}

function isAbout(
  { target, source }: ImageNode,
  ref: FoundModel['ref'],
): boolean {
  if (ref.kind === 'package') {
    return source.packages.includes(ref.name);
  }
  const kind = ref.kind === 'lambda' ? 'lambda' : 'base-image';
  return target.kind === kind && target.name === ref.name;
}
