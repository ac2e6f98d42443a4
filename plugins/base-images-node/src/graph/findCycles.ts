import { toMainGraph } from './MainGraph';
import { PackageGraph, PackageNode } from './PackageGraph';

/**
 * The strongly connected components of the main requirements that have more than one member or a loop; each sorted, and sorted
 * by their first names.
 *
 * @public
 */
export function findCycles<P extends PackageNode>(
  graph: PackageGraph<P>,
): string[][] {
  const { names, successors, components } = toMainGraph(graph);
  return components
    .filter(
      ([first, ...others]) =>
        others.length > 0 || successors[first].includes(first),
    )
    .sort(([a], [b]) => a - b)
    .map(members => members.map(member => names[member]));
}
