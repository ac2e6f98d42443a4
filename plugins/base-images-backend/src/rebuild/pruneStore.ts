import {
  imageNodes,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { registryOf } from './runner/RunContext';
import { RebuildStore } from './store/RebuildStore';

const KEPT_DAYS = 90;

/**
 * Deletes what nobody needs any more: rebuilds of long ago, and what is known of images of repositories that no image of the last
 * scans has.
 */
export async function pruneStore(options: {
  store: Pick<RebuildStore, 'prune' | 'forgetRepositoriesExcept'>;
  environments: readonly SourceEnvironment[];
  views: Pick<SnapshotViews, 'get'>;
  signal: AbortSignal;
}): Promise<void> {
  const { store, environments, views, signal } = options;
  await store.prune({ days: KEPT_DAYS, environments, signal });
  for (const registry of new Set(environments.map(registryOf))) {
    const repositories = await repositoriesOf(
      environments.filter(item => registryOf(item) === registry),
      views,
    );
    if (repositories && !signal.aborted) {
      await store.forgetRepositoriesExcept(registry, repositories);
    }
  }
}

/** Undefined as long as a source was not scanned yet: nobody knows what it needs. */
async function repositoriesOf(
  environments: readonly SourceEnvironment[],
  views: Pick<SnapshotViews, 'get'>,
): Promise<string[] | undefined> {
  const repositories = new Set<string>();
  for (const environment of environments) {
    const { view } = await views.get(environment.sourceId);
    if (!view) {
      return undefined;
    }
    imageNodes(view.monorepo, environment).forEach(node =>
      repositories.add(node.repository),
    );
  }
  return [...repositories];
}
