import {
  ANNOTATION_LAMBDA,
  ANNOTATION_SOURCE,
  BaseImagesApi,
  LambdaCoverage,
} from '@base-images/backstage-plugin-base-images-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { formBaseImagesApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** A Lambda of the catalog. */
export interface LambdaChoice {
  entityRef: string;
  title: string;
  /** Id of its source, where the entity names one. */
  sourceId: string | undefined;
  /** Undefined when it is not known. */
  coverage: LambdaCoverage | undefined;
}

/**
 * Loads the Lambdas that the user may read, sorted by title.
 *
 * @param sourceId - only those of this source
 */
export function useLambdas(
  sourceId: string | undefined,
): Loaded<LambdaChoice[]> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(formBaseImagesApiRef);

  return useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const entities = await findLambdas(catalog, sourceId);
        const sourceIds = new Set(entities.map(sourceOf));
        const coverage = new Map<string, LambdaCoverage>();
        for (const id of sourceIds) {
          for (const item of await readCoverage(api, id, signal)) {
            coverage.set(`${id} ${item.lambda}`, item);
          }
        }
        return entities
          .map(entity => ({
            entityRef: stringifyEntityRef(entity),
            title: entity.metadata.title ?? entity.metadata.name,
            sourceId: sourceOf(entity),
            coverage: coverage.get(`${sourceOf(entity)} ${lambdaOf(entity)}`),
          }))
          .sort(
            (a, b) =>
              a.title.localeCompare(b.title) ||
              a.entityRef.localeCompare(b.entityRef),
          );
      },
      [catalog, api, sourceId],
    ),
  );
}

async function findLambdas(
  catalog: CatalogApi,
  sourceId: string | undefined,
): Promise<Entity[]> {
  const found: Entity[] = [];
  const pages = catalog.streamEntities({
    query: {
      [`metadata.annotations.${ANNOTATION_LAMBDA}`]: { $exists: true },
      ...(sourceId === undefined
        ? {}
        : { [`metadata.annotations.${ANNOTATION_SOURCE}`]: sourceId }),
    },
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'metadata.annotations',
    ],
  });
  for await (const page of pages) {
    found.push(...page);
  }
  return found;
}

/** Empty where it cannot be told: a Lambda can be chosen without it. */
async function readCoverage(
  api: BaseImagesApi,
  sourceId: string | undefined,
  signal: AbortSignal,
): Promise<LambdaCoverage[]> {
  if (sourceId === undefined) {
    return [];
  }
  const found: LambdaCoverage[] = [];
  try {
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await api.getCoverage(
        sourceId,
        { limit: 500, cursor },
        { signal },
      );
      found.push(...items);
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
  } catch {
    signal.throwIfAborted();
  }
  return found;
}

function sourceOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[ANNOTATION_SOURCE];
}

function lambdaOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[ANNOTATION_LAMBDA];
}
