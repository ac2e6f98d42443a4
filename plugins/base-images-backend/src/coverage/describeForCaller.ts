import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { EntityLinks } from '../catalog/EntityLinks';
import { FoundModel } from '../catalog/findEntityModel';
import { SourceConfig } from '../config/SourceConfig';
import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { describeEntity } from './describeEntity';

/** Coverage with links to the entities that the caller may read. */
export async function describeForCaller(
  found: FoundModel,
  options: {
    sources: readonly SourceConfig[];
    views: SnapshotViews;
    catalog: CatalogService;
    credentials: BackstageCredentials;
  },
): Promise<EntityCoverage> {
  const { sources, views, catalog, credentials } = options;
  const { view } = found;

  // Described twice: first to learn what is named, so that the catalog is asked once, and for nothing else.
  const refs = new Map<string, ModelRef>();
  describeEntity(found, (kind, name) => {
    refs.set(`${kind}:${name}`, { kind, name });
    return null;
  });
  const links = await EntityLinks.load({
    catalog,
    credentials,
    view,
    refs: [...refs.values()],
    sources,
    views,
  });
  return describeEntity(found, (kind, name) => links.get(kind, name));
}
