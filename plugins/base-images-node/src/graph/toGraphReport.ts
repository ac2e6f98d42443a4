import {
  GraphReport,
  Monorepo,
  Package,
  RequirementKind,
} from '@base-images/backstage-plugin-base-images-common';
import { buildGraph } from './buildGraph';
import { findCycles } from './findCycles';
import { findOtherCycles } from './findOtherCycles';
import { PackageGraph } from './PackageGraph';
import { topologicalOrder } from './topologicalOrder';

/**
 * The dependency graph of a monorepo as `base-images graph` prints it. A package is not listed among its own transitive
 * dependencies, not even on a cycle. Markers are not evaluated, for no platform is meant: every edge counts.
 *
 * @public
 */
export function toGraphReport(monorepo: Monorepo): GraphReport {
  const graph = buildGraph(monorepo.packages);
  const dependents = new Map<string, string[]>();
  for (const name of graph.packages.keys()) {
    for (const target of graph.dependencies(name)) {
      const list = dependents.get(target) ?? [];
      list.push(name);
      dependents.set(target, list);
    }
  }
  return {
    revision: monorepo.revision,
    packages: [...graph.packages.values()].map(entry => ({
      name: entry.name,
      declaredName: entry.declaredName,
      path: entry.path,
      manifest: entry.manifest,
      version: entry.version,
      dependencies: graph.dependencies(entry.name),
      transitiveDependencies: graph
        .closure([{ package: entry.name, extras: [] }])
        .map(member => member.package)
        .filter(name => name !== entry.name),
      dependents: dependents.get(entry.name) ?? [],
      extras: Object.fromEntries(
        entry.extras.map(extra => [
          extra,
          internalNames(entry, `extra:${extra}`, graph),
        ]),
      ),
      sourceHash: entry.sourceHash,
    })),
    topologicalOrder: topologicalOrder(graph),
    cycles: findCycles(graph),
    otherCycles: findOtherCycles(graph),
    diagnostics: monorepo.diagnostics,
  };
}

/** The internal packages that requirements of one kind name, sorted. */
function internalNames(
  { requirements }: Package,
  wanted: RequirementKind,
  { packages }: PackageGraph<Package>,
): string[] {
  const names = requirements
    .filter(({ kind, name }) => kind === wanted && packages.has(name))
    .map(({ name }) => name);
  return [...new Set(names)].sort();
}
