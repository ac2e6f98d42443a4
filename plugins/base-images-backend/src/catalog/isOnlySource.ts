import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotViews } from '../snapshot/SnapshotViews';

/** Whether no other source has this part, so that an entity that names no source must mean this one. */
export async function isOnlySource(
  sourceId: string,
  ref: ModelRef,
  sourceIds: readonly string[],
  views: Pick<SnapshotViews, 'get'>,
): Promise<boolean> {
  for (const other of sourceIds.filter(id => id !== sourceId)) {
    if ((await views.get(other)).view?.find(ref.kind, ref.name)) {
      return false;
    }
  }
  return true;
}
