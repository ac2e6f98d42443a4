import { toMainGraph } from './MainGraph';
import { MinHeap } from './MinHeap';
import { PackageGraph, PackageNode } from './PackageGraph';

/**
 * The names of all packages, what they require before them (main requirements, whatever their binding): the smallest name first
 * among the ready; members of a cycle adjacent and sorted, placed by the smallest of them.
 *
 * @public
 */
export function topologicalOrder<P extends PackageNode>(
  graph: PackageGraph<P>,
): string[] {
  const { names, successors, components } = toMainGraph(graph);
  const componentOf = new Int32Array(names.length);
  components.forEach((members, component) =>
    members.forEach(member => {
      componentOf[member] = component;
    }),
  );

  const waitingFor = new Int32Array(components.length);
  const dependents: number[][] = components.map(() => []);
  components.forEach((members, component) => {
    const required = new Set(
      members.flatMap(member =>
        successors[member].map(target => componentOf[target]),
      ),
    );
    required.delete(component);
    waitingFor[component] = required.size;
    required.forEach(target => dependents[target].push(component));
  });

  const ready = new MinHeap();
  components.forEach(([smallest], component) => {
    if (waitingFor[component] === 0) {
      ready.push(smallest);
    }
  });
  const order: string[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const component = componentOf[next];
    order.push(...components[component].map(member => names[member]));
    for (const dependent of dependents[component]) {
      waitingFor[dependent] -= 1;
      if (waitingFor[dependent] === 0) {
        ready.push(components[dependent][0]);
      }
    }
  }
  return order;
}
