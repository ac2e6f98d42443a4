import {
  Affected,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { buildGraph } from '../graph/buildGraph';
import { MonorepoChange } from './MonorepoChange';
import { PathFinder } from './PathFinder';
import { toStep } from './paths';

/** The packages that a change reaches: those whose closure differs. */
export function affectedPackages(
  change: MonorepoChange,
  finder: PathFinder,
): Affected[] {
  const graphs = [change.before, change.after].map(({ packages }) =>
    buildGraph(packages),
  );
  const affected: Affected[] = [];
  for (const name of change.packages.keys()) {
    const root = { package: name, extras: [] };
    const [path] = [...finder.find([root]), ...finder.findRelinked([root])];
    const own = change.ofPackage(name);
    // Without a path nothing in the closure differs; with one, another requirement may still lead to the same closure.
    if (own || path) {
      const [before, after] = graphs.map(graph =>
        graph.closure([root], { workingTreeOnly: true }),
      );
      if (own || closureDiffers(before, after, change)) {
        affected.push({
          kind: 'package',
          id: name,
          name,
          change: own ?? 'reached',
          path: [...(path ?? [toStep('package', name)])],
        });
      }
    }
  }
  return affected;
}

/** Whether two closures, each of its side, differ in their members or in what these are made of. */
export function closureDiffers(
  before: readonly PackageWithExtras[],
  after: readonly PackageWithExtras[],
  change: MonorepoChange,
): boolean {
  return (
    JSON.stringify(before) !== JSON.stringify(after) ||
    after.some(item => change.ofPackage(item.package))
  );
}
