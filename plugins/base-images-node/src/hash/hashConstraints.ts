import { BaseImageInputs } from './hashBaseImage';
import { PackageNode } from '../graph/PackageGraph';
import { digest } from './digest';
import { sliceLock } from './lock/sliceLock';
import { thirdPartyRequirements } from './thirdPartyRequirements';

/**
 * What the constraints of a base image count as: a lock file by the part of it that is installed, another file by its content.
 * A lock counts as a whole where requirements files name further distributions.
 */
export function hashConstraints<P extends PackageNode>({
  declaration: { constraints, requirements },
  tree,
  locks,
  closure,
  graph,
}: BaseImageInputs<P>): string {
  if (!constraints) {
    return '';
  }
  const lock = locks.get(constraints.path);
  const slice =
    lock && requirements.length === 0
      ? sliceLock(lock, thirdPartyRequirements(closure, graph.packages))
      : undefined;
  return slice
    ? digest('lock/1', slice)
    : (tree.files.get(constraints.path)?.blobId ?? '');
}
