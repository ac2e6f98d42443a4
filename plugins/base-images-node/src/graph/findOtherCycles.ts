import { CyclesByKind } from '@base-images/backstage-plugin-base-images-common';
import { findCycles } from './findCycles';
import { PackageGraph, PackageNode } from './PackageGraph';
import { stronglyConnectedComponents } from './stronglyConnectedComponents';

/**
 * The cycles that there are only because requirements of one kind count beside the main ones: strongly connected components of
 * packages, each sorted, and sorted by their first names. Cycles of main requirements alone are left out.
 *
 * @public
 */
export function findOtherCycles<P extends PackageNode>(
  graph: PackageGraph<P>,
): CyclesByKind {
  const main = new Set(findCycles(graph).map(names => names.join()));
  const find = (kind: keyof CyclesByKind) =>
    cyclesWith(graph, kind).filter(names => !main.has(names.join()));
  return { extra: find('extra'), group: find('group'), build: find('build') };
}

/** The cycles of the main requirements together with those of another kind. */
function cyclesWith<P extends PackageNode>(
  { packages }: PackageGraph<P>,
  wanted: keyof CyclesByKind,
): string[][] {
  const names = [...packages.keys()];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const successors = [...packages.values()].map(
    ({ name: own, requirements }) => [
      ...new Set(
        requirements.flatMap(({ kind, name }) => {
          const [type] = kind.split(':', 1);
          // An extra or a group that asks for its own package is no cycle.
          const counts = type === 'main' || (type === wanted && name !== own);
          const number = counts ? numbers.get(name) : undefined;
          return number ?? [];
        }),
      ),
    ],
  );
  return stronglyConnectedComponents(successors)
    .filter(
      ([first, ...others]) =>
        others.length > 0 || successors[first].includes(first),
    )
    .sort(([a], [b]) => a - b)
    .map(members => members.map(member => names[member]));
}
