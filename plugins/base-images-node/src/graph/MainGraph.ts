import { PackageGraph, PackageNode } from './PackageGraph';
import { stronglyConnectedComponents } from './stronglyConnectedComponents';

/** The graph of the main requirements alone, with packages as numbers in the order of their names. */
export interface MainGraph {
  names: string[];
  /** The packages that each package requires, sorted. */
  successors: number[][];
  /** Strongly connected components, each sorted. */
  components: number[][];
}

/**
 * The main requirements of a graph. Extras are left out of it: they form large cycles in healthy repositories, while main
 * requirements hardly ever do.
 */
export function toMainGraph<P extends PackageNode>(
  graph: PackageGraph<P>,
): MainGraph {
  const names = [...graph.packages.keys()];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const successors = names.map(name =>
    graph.dependencies(name).map(target => numbers.get(target)!),
  );
  return {
    names,
    successors,
    components: stronglyConnectedComponents(successors),
  };
}
