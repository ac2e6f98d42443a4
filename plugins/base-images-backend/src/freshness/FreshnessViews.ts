import {
  FunctionFreshness,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import {
  AssessedImage,
  assess,
  assessFunctions,
  functionOwners,
  FunctionSummary,
  ImageNode,
  imageNodes,
  ObservationFailure,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { registryOf } from '../rebuild/runner/RunContext';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { ObservationRecord } from './ObservationRecord';
import { ObservationStore } from './ObservationStore';
import { toObservations } from './toObservations';

/** A dozen rounds. */
const OUTDATED_MS = 60 * 60_000;

/** How fresh the images and functions of a source are in an environment. */
export interface FreshnessView {
  view: SnapshotView;
  /** Parents first. */
  images: AssessedImage[];
  functions: FunctionFreshness[];
}

/** Compares the last good scan with what was observed last. */
export class FreshnessViews {
  static create(options: {
    views: SnapshotViews;
    observations: ObservationStore;
    store: RebuildStore;
  }): FreshnessViews {
    return new FreshnessViews(options);
  }

  readonly #nodes = new WeakMap<Monorepo, Map<string, ImageNode[]>>();
  readonly #owners = new WeakMap<
    readonly FunctionSummary[],
    { nodes: readonly ImageNode[]; owners: Map<string, string> }
  >();

  private constructor(
    private readonly options: {
      views: SnapshotViews;
      observations: ObservationStore;
      store: RebuildStore;
    },
  ) {}

  /**
   * All images and functions, or, where only some images are asked about, those with their functions: then only those are read, and
   * what they stand on.
   *
   * @throws ServiceUnavailableError before the first good scan.
   */
  async get(
    environment: SourceEnvironment,
    isAskedAbout?: (node: ImageNode) => boolean,
  ): Promise<FreshnessView> {
    const { views, observations, store } = this.options;
    const { view } = await views.require(environment.sourceId);
    const all = this.#nodesOf(view.monorepo, environment);
    const asked = isAskedAbout ? all.filter(isAskedAbout) : all;
    const nodes = isAskedAbout ? withParents(asked, all) : all;
    const now = new Date().toISOString();
    const record = await observations.get(environment);
    const observed = toObservations(
      nodes,
      { ...record, outdated: outdatedSince(record, now) },
      await store.images(registryOf(environment), [
        ...new Set(nodes.map(node => node.repository)),
      ]),
    );
    const assessed = assess(
      nodes,
      view.monorepo,
      observed,
      now,
      view.changedAt.toISOString(),
    );
    const shown = new Set(asked);
    const images = assessed.filter(({ node }) => shown.has(node));
    return {
      view,
      images,
      functions: assessFunctions(
        images,
        observed.functions,
        environment.functions,
        this.#ownersOf(all, observed.functions.functions),
      ),
    };
  }

  /** What a scan found stays in memory, and so do the images that it means. */
  #nodesOf(monorepo: Monorepo, environment: SourceEnvironment): ImageNode[] {
    const known = this.#nodes.get(monorepo) ?? new Map<string, ImageNode[]>();
    this.#nodes.set(monorepo, known);
    const nodes =
      known.get(environment.id) ?? imageNodes(monorepo, environment);
    known.set(environment.id, nodes);
    return nodes;
  }

  /** As long as neither the images nor the functions are others. */
  #ownersOf(
    nodes: readonly ImageNode[],
    functions: readonly FunctionSummary[],
  ): Map<string, string> {
    const known = this.#owners.get(functions);
    if (known?.nodes === nodes) {
      return known.owners;
    }
    const owners = functionOwners(nodes, functions);
    this.#owners.set(functions, { nodes, owners });
    return owners;
  }
}

/** What was seen too long ago says nothing of now. */
function outdatedSince(
  { observedAt }: ObservationRecord,
  now: string,
): ObservationFailure | undefined {
  return observedAt !== '' &&
    Date.parse(now) - Date.parse(observedAt) > OUTDATED_MS
    ? {
        message:
          'Nobody has looked at the environment since: the log of the backend says why.',
        since: observedAt,
      }
    : undefined;
}

/** Images with all that they stand on; parents first. */
function withParents(
  asked: readonly ImageNode[],
  all: readonly ImageNode[],
): ImageNode[] {
  const byId = new Map(all.map(node => [node.id, node]));
  const needed = new Set<ImageNode>();
  for (const node of asked) {
    let next: ImageNode | undefined = node;
    while (next && !needed.has(next)) {
      needed.add(next);
      next = byId.get(next.parent ?? '');
    }
  }
  return all.filter(node => needed.has(node));
}
