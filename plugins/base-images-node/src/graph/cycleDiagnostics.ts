import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { findCycles } from './findCycles';
import { PackageGraph, PackageNode } from './PackageGraph';

/**
 * A `cycle` diagnostic for every cycle of main requirements, at the requirement that closes it: one of the shortest ways from the
 * component's smallest name back to it. Cycles over extras and groups are legal and common, so they are none.
 *
 * @public
 */
export function cycleDiagnostics<P extends PackageNode>(
  graph: PackageGraph<P>,
): Diagnostic[] {
  return findCycles(graph).map(members => {
    const path = shortestCycle(graph, members);
    const last = path[path.length - 2];
    const closing = graph.packages
      .get(last)!
      .requirements.find(
        ({ kind, name }) => kind === 'main' && name === path[0],
      )!;
    return {
      code: 'cycle',
      severity: 'error',
      file: closing.file,
      line: closing.line,
      column: null,
      message: `The packages require each other: ${path.join(' → ')}.`,
      help: `Move what ${last} uses of ${path[0]} into a package of its own, or make the requirement an extra.`,
    };
  });
}

function shortestCycle<P extends PackageNode>(
  graph: PackageGraph<P>,
  members: string[],
): string[] {
  const start = members[0];
  const inside = new Set(members);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const target of graph.dependencies(name)) {
      if (target === start) {
        const path = [start];
        for (
          let step: string | undefined = name;
          step !== undefined;
          step = cameFrom.get(step)
        ) {
          path.unshift(step);
        }
        return path;
      }
      if (inside.has(target) && !cameFrom.has(target)) {
        cameFrom.set(target, name);
        queue.push(target);
      }
    }
  }
  return [start, start];
}
