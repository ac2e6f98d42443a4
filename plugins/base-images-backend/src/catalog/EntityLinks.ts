import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';
import { ModelKind, ModelRef } from '../snapshot/ModelRef';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { claimedSources, ClaimedSourceConfig } from './claimedSources';
import { MODEL_ANNOTATIONS, readModelClaim } from './modelClaim';

const LAMBDA_FIELD =
  `metadata.annotations.${MODEL_ANNOTATIONS.lambda}` as const;
const BASE_IMAGE_FIELD =
  `metadata.annotations.${MODEL_ANNOTATIONS.baseImage}` as const;
const PACKAGE_FIELD =
  `metadata.annotations.${MODEL_ANNOTATIONS.package}` as const;

/** Names in one request to the catalog, whose body may have 100 kB. */
const CHUNK = 200;

/** Finds the catalog entities that stand for parts of a monorepo. */
export class EntityLinks {
  /**
   * Asks the catalog for those that the caller may read.
   *
   * @param sources - All sources: an entity that names none means the only one that has the part.
   */
  static async load(options: {
    catalog: CatalogService;
    credentials: BackstageCredentials;
    view: SnapshotView;
    refs: ModelRef[];
    sources: readonly ClaimedSourceConfig[];
    views: Pick<SnapshotViews, 'get'>;
  }): Promise<EntityLinks> {
    const { catalog, credentials, view, refs } = options;
    const candidates = new Map<string, Candidate>();
    for (let start = 0; start < refs.length; start += CHUNK) {
      const chunk = refs.slice(start, start + CHUNK);
      const spellings = (kind: ModelKind) =>
        chunk
          .filter(ref => ref.kind === kind)
          .flatMap(ref => spellingsOf(view, ref));
      const pages = catalog.streamEntities(
        {
          query: {
            $any: [
              { [LAMBDA_FIELD]: { $in: spellings('lambda') } },
              { [BASE_IMAGE_FIELD]: { $in: spellings('baseImage') } },
              { [PACKAGE_FIELD]: { $in: spellings('package') } },
            ],
          },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        },
        { credentials },
      );
      for await (const entities of pages) {
        for (const entity of entities) {
          const ref = await findMeant(entity, options);
          if (ref) {
            keepBest(candidates, keyOf(ref), entity);
          }
        }
      }
    }
    return new EntityLinks(candidates);
  }

  readonly #candidates: ReadonlyMap<string, Candidate>;

  private constructor(candidates: ReadonlyMap<string, Candidate>) {
    this.#candidates = candidates;
  }

  /** Full ref of the entity, or null when there is none that the caller may read. */
  get(kind: ModelKind, name: string): string | null {
    return this.#candidates.get(keyOf({ kind, name }))?.entityRef ?? null;
  }
}

interface Candidate {
  entityRef: string;
  namesSource: boolean;
}

/** People may write the name as the manifest spells it, or the Dockerfile of a Lambda. */
function spellingsOf(view: SnapshotView, { kind, name }: ModelRef): string[] {
  const other =
    kind === 'package'
      ? view.packages.get(name)?.declaredName
      : view.lambdas.get(name)?.dockerfile;
  return other === undefined || other === name ? [name] : [name, other];
}

async function findMeant(
  entity: Entity,
  {
    view,
    views,
    sources,
  }: Pick<Parameters<typeof EntityLinks.load>[0], 'view' | 'views' | 'sources'>,
): Promise<ModelRef | undefined> {
  const claim = readModelClaim(entity);
  const claimed = claim ? claimedSources(entity, claim, sources) : [];
  if (!claim || !claimed.some(({ id }) => id === view.sourceId)) {
    return undefined;
  }
  for (const { id } of claimed.filter(other => other.id !== view.sourceId)) {
    if ((await views.get(id)).view?.find(claim.kind, claim.name)) {
      return undefined;
    }
  }
  return view.find(claim.kind, claim.name);
}

/** Of several entities for one part, one that names its source counts first, then the first by its ref. */
function keepBest(
  candidates: Map<string, Candidate>,
  key: string,
  entity: Entity,
): void {
  const candidate = {
    entityRef: stringifyEntityRef(entity),
    namesSource: ANNOTATION_SOURCE in (entity.metadata.annotations ?? {}),
  };
  const other = candidates.get(key);
  const better =
    !other ||
    (candidate.namesSource === other.namesSource
      ? candidate.entityRef < other.entityRef
      : candidate.namesSource);
  if (better) {
    candidates.set(key, candidate);
  }
}

function keyOf({ kind, name }: ModelRef): string {
  return `${kind}:${name}`;
}
