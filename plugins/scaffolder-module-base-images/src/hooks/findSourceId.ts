import {
  ANNOTATION_SOURCE,
  BaseImagesApi,
} from '@base-images/backstage-plugin-base-images-common';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/**
 * The id of a source: of the only one where none is named; undefined when it cannot be told.
 *
 * @param source - its id, or the full ref of an entity of it, such as its System
 */
export async function findSourceId(
  source: string | undefined,
  options: { catalog: CatalogApi; api: BaseImagesApi; signal: AbortSignal },
): Promise<string | undefined> {
  const { catalog, api, signal } = options;
  // An id has no colon, and a full ref always has one.
  if (source?.includes(':')) {
    const entity = await catalog.getEntityByRef(source);
    return entity?.metadata.annotations?.[ANNOTATION_SOURCE];
  }
  if (source !== undefined) {
    return source;
  }
  const { items, totalItems } = await api.getSources({ limit: 1 }, { signal });
  return totalItems === 1 ? items[0].id : undefined;
}
