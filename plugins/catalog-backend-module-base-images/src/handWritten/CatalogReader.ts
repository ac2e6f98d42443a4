import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_PACKAGE,
  ANNOTATION_SOURCE,
} from '@base-images/backstage-plugin-base-images-common';
import {
  PROVIDER_LOCATION_TYPE,
  STATIC_LOCATION_TYPE,
  isOwnLocationType,
} from '../entities/sourceLocation';
import { EntityClaim, readEntityClaims } from './EntityClaim';

const ORIGIN = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;
const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.annotations',
];
const PAGE_SIZE = 500;

/** Entities that carry one of our annotations, and that this module did not make. */
const HAND_WRITTEN: FilterPredicate = {
  $all: [
    {
      $any: [
        { [`metadata.annotations.${ANNOTATION_PACKAGE}`]: { $exists: true } },
        { [`metadata.annotations.${ANNOTATION_LAMBDA}`]: { $exists: true } },
        { [`metadata.annotations.${ANNOTATION_IMAGE}`]: { $exists: true } },
        {
          kind: 'System',
          [`metadata.annotations.${ANNOTATION_SOURCE}`]: { $exists: true },
        },
      ],
    },
    { $not: { [ORIGIN]: { $hasPrefix: `${PROVIDER_LOCATION_TYPE}:` } } },
    { $not: { [ORIGIN]: { $hasPrefix: `${STATIC_LOCATION_TYPE}:` } } },
  ],
};

/** An entity that is in the catalog, with where it came from. */
export interface CatalogHolder {
  entityRef: string;
  /** The source of this module that made it, or undefined when something else did. */
  sourceId: string | undefined;
}

function originOf(entity: Entity) {
  const origin = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return origin ? parseLocationRef(origin) : undefined;
}

/** Reads from the catalog what it holds beside the entities that this module made. */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): CatalogReader {
    return new CatalogReader(options.catalog, options.auth);
  }

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** What the entities that people wrote say that they stand for, sorted by entity ref. */
  async findClaims(): Promise<EntityClaim[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const claims: EntityClaim[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        {
          fields: FIELDS,
          limit: PAGE_SIZE,
          ...(cursor ? { cursor } : { query: HAND_WRITTEN }),
        },
        { credentials },
      );
      claims.push(...page.items.flatMap(readEntityClaims));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return claims.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
  }

  /** Which of these entity refs the catalog holds, and whose they are. */
  async findHolders(entityRefs: string[]): Promise<CatalogHolder[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const holders: CatalogHolder[] = [];
    for (let start = 0; start < entityRefs.length; start += PAGE_SIZE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: entityRefs.slice(start, start + PAGE_SIZE),
          fields: FIELDS,
        },
        { credentials },
      );
      for (const entity of items) {
        if (entity) {
          const origin = originOf(entity);
          holders.push({
            entityRef: stringifyEntityRef(entity),
            sourceId:
              origin && isOwnLocationType(origin.type)
                ? origin.target
                : undefined,
          });
        }
      }
    }
    return holders;
  }
}
