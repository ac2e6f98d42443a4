import { PackageGraph } from '../graph/PackageGraph';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { ObservedMap } from './ObservedMap';

/** The same graph, which tells which packages the answers come from. Names and folders of packages are no secret. */
export function observeGraph(
  graph: PackageGraph,
  onUse: (item: DiscoveredPackage) => void,
): PackageGraph {
  return {
    packages: new ObservedMap(graph.packages, onUse),
    dependencies(name) {
      onUseName(name);
      return graph.dependencies(name);
    },
    closure(roots, options) {
      // What a closure depends on is what the packages in it require, and on nothing else.
      const closure = graph.closure(roots, options);
      closure.forEach(item => onUseName(item.package));
      return closure;
    },
  };

  function onUseName(name: string) {
    const item = graph.packages.get(name);
    if (item) {
      onUse(item);
    }
  }
}
