import { Diagnostic } from '../model/Diagnostic';

/** A package in a {@link GraphReport}. Lists hold normalised names of internal packages, sorted. @public */
export interface GraphPackage {
  name: string;
  declaredName: string;
  path: string;
  manifest: string;
  version: string | null;
  /** Internal packages of the main requirements, whatever their binding. */
  dependencies: string[];
  /** Everything reachable over main requirements and the extras that they ask for. */
  transitiveDependencies: string[];
  /** Packages whose `dependencies` name this one. */
  dependents: string[];
  /** Direct internal packages of each extra. */
  extras: Record<string, string[]>;
  sourceHash: string;
}

/**
 * Cycles that there are only because requirements of one kind count beside the main ones: strongly connected components, sorted.
 * Those of extras and groups are legal and common. What builds each other cannot be built from sources alone.
 *
 * @public
 */
export interface CyclesByKind {
  extra: string[][];
  group: string[][];
  build: string[][];
}

/** The dependency graph of a monorepo: what `base-images graph` prints. @public */
export interface GraphReport {
  revision: string | null;
  /** Sorted by name. */
  packages: GraphPackage[];
  /** Dependencies first; the smallest name first among the ready; members of a cycle adjacent. */
  topologicalOrder: string[];
  /** Strongly connected components of the main graph with more than one member or a loop, sorted. */
  cycles: string[][];
  otherCycles: CyclesByKind;
  diagnostics: Diagnostic[];
}
