import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import { evaluateMarker } from '../python/evaluateMarker';
import { Marker } from '../python/Marker';
import { parseMarker } from '../python/parseMarker';
import {
  ClosureOptions,
  ClosureRoot,
  PackageGraph,
  PackageNode,
} from './PackageGraph';

interface Edge {
  /** Number of the package that is required. */
  target: number;
  extras: string[];
  marker: Marker | undefined;
  /** Whether the marker names `extra`, so that extras that are asked for later may switch the edge on. */
  marksExtra: boolean;
  workingTree: boolean;
}

type EdgesByName = ReadonlyMap<string, readonly Edge[]>;

interface Edges {
  main: readonly Edge[];
  /** Numbers of the packages that the main edges lead to, sorted. */
  dependencies: readonly number[];
  extras: EdgesByName;
  groups: EdgesByName;
}

/** What a graph was built of. */
interface GraphParts {
  names: readonly string[];
  numbers: ReadonlyMap<string, number>;
  nodes: readonly PackageNode[];
  edges: readonly Edges[];
}

/** Shared by the many packages in which something is missing. */
const NO_EXTRAS: string[] = [];
const NO_EDGES: EdgesByName = new Map();

const partsOf = new WeakMap<object, GraphParts>();

/**
 * Builds the graph of the internal packages. Extras form cycles in real repositories, so nothing here is recursive: a closure
 * is a walk over packages, (package, extra) and (package, group) pairs, each visited once.
 *
 * @param earlier - A graph of packages of which many are the same objects; it makes no difference to the answers.
 * @public
 */
export function buildGraph<P extends PackageNode>(
  packages: readonly P[],
  earlier?: PackageGraph<P>,
): PackageGraph<P> {
  const byName = new Map(
    [...packages]
      .sort((a, b) => compareText(a.name, b.name))
      .map(entry => [entry.name, entry]),
  );
  const before = earlier && partsOf.get(earlier);
  const parts = toParts([...byName.values()], before);
  const { names, numbers, edges } = parts;
  const walk = createWalk(edges);
  const graph: PackageGraph<P> = {
    packages: byName,
    dependencies(name) {
      const { dependencies = [] } = edges[numbers.get(name) ?? -1] ?? {};
      return dependencies.map(number => names[number]);
    },
    closure(roots, options = {}) {
      const starts = roots.flatMap(root => {
        const number = numbers.get(root.package);
        return number === undefined ? [] : { ...root, number };
      });
      return walk(starts, options).map(({ number, extras }) => ({
        package: names[number],
        extras,
      }));
    },
  };
  partsOf.set(graph, parts);
  return graph;
}

/** @param nodes - Sorted by name. */
function toParts(
  nodes: readonly PackageNode[],
  before: GraphParts | undefined,
): GraphParts {
  const names = nodes.map(({ name }) => name);
  // Edges lead to numbers, which stand for other packages where the names are others.
  const same =
    before?.names.length === names.length &&
    names.every((name, number) => name === before.names[number])
      ? before
      : undefined;
  const numbers =
    same?.numbers ?? new Map(names.map((name, number) => [name, number]));
  const markers = new Map<string, Marker | undefined>();
  const edges = nodes.map((node, number) =>
    same?.nodes[number] === node
      ? same.edges[number]
      : toEdges(node, numbers, markers),
  );
  return { names: same?.names ?? names, numbers, nodes, edges };
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function toEdges(
  { requirements }: PackageNode,
  numbers: ReadonlyMap<string, number>,
  markers: Map<string, Marker | undefined>,
): Edges {
  const main: Edge[] = [];
  const extras = new Map<string, Edge[]>();
  const groups = new Map<string, Edge[]>();
  for (const requirement of requirements) {
    const target = numbers.get(requirement.name);
    if (target === undefined) {
      continue;
    }
    const [kind, name] = requirement.kind.split(':', 2);
    if (kind === 'main') {
      main.push(toEdge(target, requirement, markers));
    } else if (kind !== 'build') {
      const lists = kind === 'extra' ? extras : groups;
      const list = lists.get(name) ?? [];
      list.push(toEdge(target, requirement, markers));
      lists.set(name, list);
    }
  }
  const targets = new Set(main.map(({ target }) => target));
  return {
    // A copy takes no more memory than it has items.
    main: main.slice(),
    dependencies: [...targets].sort((a, b) => a - b),
    extras: extras.size > 0 ? extras : NO_EDGES,
    groups: groups.size > 0 ? groups : NO_EDGES,
  };
}

function toEdge(
  target: number,
  { extras, marker: text, binding }: Requirement,
  markers: Map<string, Marker | undefined>,
): Edge {
  let marker: Marker | undefined;
  if (text !== null) {
    if (!markers.has(text)) {
      const parse = parseMarker(text);
      markers.set(text, parse.ok ? parse.marker : undefined);
    }
    marker = markers.get(text);
  }
  return {
    target,
    extras,
    marker,
    marksExtra: marker !== undefined && /\bextras?\b/.test(text ?? ''),
    workingTree: binding === 'working-tree',
  };
}

interface Root extends Omit<ClosureRoot, 'package'> {
  number: number;
}

interface Reached {
  number: number;
  extras: string[];
}

/** A function that finds what is reachable, sorted by number. Its memory is used again by every walk. */
function createWalk(
  edges: readonly Edges[],
): (roots: readonly Root[], options: ClosureOptions) => Reached[] {
  /** The walk that last reached each package. */
  const lastWalk = new Int32Array(edges.length);
  let current = 0;
  /** Markers take long to evaluate, and the same few are met again and again; by environment. */
  const answers = new Map<string, Map<Marker, boolean>>();

  return (roots, { environment = {}, workingTreeOnly = false }) => {
    current += 1;
    const walk = current;
    const key = JSON.stringify(environment);
    const answered = answers.get(key) ?? new Map<Marker, boolean>();
    answers.set(key, answered);
    const reached: number[] = [];
    const extrasOf = new Map<number, Set<string>>();
    const pending: { number: number; extra: string | undefined }[] = [];

    function reach(number: number, extras: readonly string[]) {
      if (lastWalk[number] !== walk) {
        lastWalk[number] = walk;
        reached.push(number);
        pending.push({ number, extra: undefined });
      }
      for (const extra of extras) {
        const known = extrasOf.get(number) ?? new Set();
        if (!known.has(extra)) {
          extrasOf.set(number, known.add(extra));
          pending.push({ number, extra });
        }
      }
    }

    function follow(edge: Edge, asked: string[]) {
      if (workingTreeOnly && !edge.workingTree) {
        return;
      }
      if (edge.marker === undefined || mayHold(edge.marker, edge, asked)) {
        reach(edge.target, edge.extras);
      }
    }

    function mayHold(marker: Marker, edge: Edge, asked: string[]): boolean {
      const before = edge.marksExtra ? undefined : answered.get(marker);
      const answer =
        before ?? evaluateMarker(marker, environment, asked) !== false;
      if (!edge.marksExtra) {
        answered.set(marker, answer);
      }
      return answer;
    }

    for (const { number, extras, groups = [], onlyGroups } of roots) {
      if (!onlyGroups) {
        reach(number, extras);
      }
      for (const group of groups) {
        edges[number].groups
          .get(group)
          ?.forEach(edge => follow(edge, NO_EXTRAS));
      }
    }
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { main, extras } = edges[next.number];
      const { extra } = next;
      if (extra === undefined) {
        main.forEach(edge => follow(edge, NO_EXTRAS));
      } else {
        const asked = [extra];
        main
          .filter(edge => edge.marksExtra)
          .forEach(edge => follow(edge, asked));
        extras.get(extra)?.forEach(edge => follow(edge, asked));
      }
    }
    return [...Int32Array.from(reached).sort()].map(number => ({
      number,
      extras: [...(extrasOf.get(number) ?? [])].sort(),
    }));
  };
}
