import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  CatalogProcessorParser,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  PROVIDER_LOCATION_TYPE,
  STATIC_LOCATION_TYPE,
  isOwnLocationType,
} from '../entities/sourceLocation';
import { readEntityClaims } from '../handWritten/EntityClaim';
import { enrichEntity } from '../handWritten/enrichEntity';
import { Enrichment, findEnrichment } from '../handWritten/findEnrichment';
import { EntityPlanner } from '../plan/EntityPlanner';

const CACHE_KEY = 'enrichment';

/**
 * Emits the entities of a source at a static location `python-monorepo`, and adds to entities that people wrote what the
 * scan of a monorepo knows of them.
 *
 * @remarks
 *
 * The catalog runs this for every entity at each interval, so all but annotated entities return at once, and those read a
 * plan in memory.
 */
export class BaseImagesProcessor implements CatalogProcessor {
  readonly #planner: EntityPlanner;

  static create(options: { planner: EntityPlanner }): BaseImagesProcessor {
    return new BaseImagesProcessor(options.planner);
  }

  private constructor(planner: EntityPlanner) {
    this.#planner = planner;
  }

  getProcessorName(): string {
    return 'BaseImagesProcessor';
  }

  async readLocation(
    location: LocationSpec,
    optional: boolean,
    emit: CatalogProcessorEmit,
    _parser: CatalogProcessorParser,
    _cache: CatalogProcessorCache,
  ): Promise<boolean> {
    if (location.type !== STATIC_LOCATION_TYPE) {
      return false;
    }
    const plan = await this.#planner.getPlan();
    const state = plan?.states.find(({ id }) => id === location.target);
    if (plan && !state) {
      if (!optional) {
        emit(
          processingResult.notFoundError(
            location,
            `There is no source '${location.target}': the target of a ${STATIC_LOCATION_TYPE} location is a key of baseImages.sources`,
          ),
        );
      }
      return true;
    }
    const entities = plan?.sources.get(location.target)?.entities;
    if (!entities) {
      // An error keeps what was emitted before; to emit nothing would delete it.
      const problem = state?.problem;
      emit(
        processingResult.generalError(
          location,
          problem
            ? `${problem.message}. ${problem.help}`
            : `The source '${location.target}' cannot be read yet. Check that the plugin base-images runs`,
        ),
      );
      return true;
    }
    for (const entity of entities) {
      const own = entity.metadata.annotations?.[ANNOTATION_LOCATION];
      emit(
        processingResult.entity(
          own ? parseLocationRef(own) : location,
          entity,
          // As with the provider: an entity that a person registers under the same name takes its place.
          { locationKey: null },
        ),
      );
    }
    return true;
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (
      isOwnLocationType(originLocation.type) ||
      readEntityClaims(entity).length === 0
    ) {
      return entity;
    }
    const plan = await this.#planner.getPlan();
    const found = plan && findEnrichment(entity, plan);
    if (found) {
      await cache.set(CACHE_KEY, found);
    }
    // While a source cannot be read the entity keeps what the last reading gave.
    const enrichment = found ?? (await cache.get<Enrichment>(CACHE_KEY));
    if (!enrichment) {
      return entity;
    }
    for (const sourceId of enrichment.sourceIds) {
      emit(processingResult.refresh(`${PROVIDER_LOCATION_TYPE}:${sourceId}`));
    }
    return enrichEntity(entity, enrichment);
  }
}
