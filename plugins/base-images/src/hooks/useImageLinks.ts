import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
  ANNOTATION_SOURCE,
  EntityLink,
  ImageTarget,
} from '@base-images/backstage-plugin-base-images-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';

/** Gives the name by which an image is known in the catalog, and its entity. */
export type ImageLinks = (image: Omit<ImageTarget, 'platform'>) => EntityLink;

type LinksByKey = Map<string, EntityLink>;

const NONE: LinksByKey = new Map();

/** As many images are asked for with one request. */
const MOST_ASKED = 100;

/**
 * The entities of images: people know a Lambda by the name of its entity, not by its id. An image without an entity that the
 * user may read is called what the backend calls it, as is each where the catalog does not answer: nothing else depends on it.
 */
export function useImageLinks(
  sourceId: string,
  images: Omit<ImageTarget, 'platform'>[],
): ImageLinks {
  const catalog = useApi(catalogApiRef);
  const [links, setLinks] = useState(NONE);
  // What is read again gives other objects for the same images.
  const keys = [...new Set(images.map(keyOf))].sort().join('\n');

  useEffect(() => {
    let isCurrent = true;
    if (keys !== '') {
      findLinks(catalog, sourceId, keys.split('\n')).then(
        found => isCurrent && setLinks(found),
        () => undefined,
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [catalog, sourceId, keys]);

  return useCallback(
    image => links.get(keyOf(image)) ?? { name: image.name, entityRef: null },
    [links],
  );
}

async function findLinks(
  catalog: CatalogApi,
  sourceId: string,
  keys: string[],
): Promise<LinksByKey> {
  const wanted = new Set(keys);
  const found: LinksByKey = new Map();
  for (let start = 0; start < keys.length; start += MOST_ASKED) {
    const asked = keys.slice(start, start + MOST_ASKED);
    const pages = catalog.streamEntities({
      query: {
        $all: [
          { [`metadata.annotations.${ANNOTATION_SOURCE}`]: sourceId },
          {
            $any: [
              {
                [`metadata.annotations.${ANNOTATION_LAMBDA}`]: {
                  $in: namesOf('lambda', asked),
                },
              },
              {
                [`metadata.annotations.${ANNOTATION_IMAGE}`]: {
                  $in: namesOf('base-image', asked),
                },
              },
            ],
          },
        ],
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
      for (const entity of page) {
        const key = keyOfEntity(entity);
        if (key !== undefined && wanted.has(key)) {
          found.set(key, {
            name: entity.metadata.title ?? entity.metadata.name,
            entityRef: stringifyEntityRef(entity),
          });
        }
      }
    }
  }
  return found;
}

function namesOf(kind: ImageTarget['kind'], keys: string[]): string[] {
  const prefix = keyOf({ kind, name: '' });
  return keys
    .filter(key => key.startsWith(prefix))
    .map(key => key.slice(prefix.length));
}

function keyOf({ kind, name }: Omit<ImageTarget, 'platform'>): string {
  return `${kind} ${name}`;
}

function keyOfEntity({ metadata }: Entity): string | undefined {
  const { [ANNOTATION_LAMBDA]: lambda, [ANNOTATION_IMAGE]: image } =
    metadata.annotations ?? {};
  if (lambda !== undefined) {
    return keyOf({ kind: 'lambda', name: lambda });
  }
  return image && keyOf({ kind: 'base-image', name: image });
}
