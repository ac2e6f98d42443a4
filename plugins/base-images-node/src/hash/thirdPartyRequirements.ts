import {
  PackageWithExtras,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { PackageNode } from '../graph/PackageGraph';

/** What a closed set of packages asks of an index: by main requirements and the extras that are asked for. */
export function thirdPartyRequirements(
  closure: readonly PackageWithExtras[],
  packages: ReadonlyMap<string, PackageNode>,
): Requirement[] {
  return closure.flatMap(item => {
    const asked = new Set([
      'main',
      ...item.extras.map(extra => `extra:${extra}`),
    ]);
    const requirements = packages.get(item.package)?.requirements ?? [];
    return requirements.filter(
      ({ kind, binding }) => asked.has(kind) && binding !== 'working-tree',
    );
  });
}
