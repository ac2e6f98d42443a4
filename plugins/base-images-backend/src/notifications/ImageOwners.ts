import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ImageTarget } from '@base-images/backstage-plugin-base-images-common';
import { imageId } from '@base-images/backstage-plugin-base-images-node';
import { EntityLinks } from '../catalog/EntityLinks';
import { SourceConfig } from '../config/SourceConfig';
import { ModelRef } from '../snapshot/ModelRef';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { plainName } from './plainName';

/** Entities in one request to the catalog, whose body may have 100 kB. */
const CHUNK = 200;

/** An image as a notification names it. */
export interface NamedImage {
  /** Name of its entity where it has one; without any sign that could become a link or markup. */
  name: string;
  /** Path of the page of its entity, or of its source's System. */
  link: string;
  /** Entity refs: whoever owns the entity, else the source's default owner. */
  owners: string[];
}

/** Where entities and images are found. */
export interface ImageOwnersOptions {
  catalog: CatalogService;
  auth: AuthService;
  views: Pick<SnapshotViews, 'get'>;
  sources: readonly SourceConfig[];
}

/** Finds out whose an image is, and where it is shown. */
export class ImageOwners {
  static create(options: ImageOwnersOptions): ImageOwners {
    return new ImageOwners(options);
  }

  private constructor(private readonly options: ImageOwnersOptions) {}

  /** By {@link imageId}. Asks the catalog as the plugin itself: what is told to owners is only what they own. */
  async find(
    sourceId: string,
    images: readonly ImageTarget[],
  ): Promise<Map<string, NamedImage>> {
    const { catalog, auth, views, sources } = this.options;
    const source = sources.find(({ id }) => id === sourceId);
    if (!source) {
      return new Map();
    }
    const { namespace, system, defaultOwner } = source.entities;
    const credentials = await auth.getOwnServiceCredentials();
    const { view } = await views.get(sourceId);
    const links = view
      ? await EntityLinks.load({
          catalog,
          credentials,
          view,
          refs: images.map(toModelRef),
          sources,
          views,
        })
      : undefined;
    const refOf = (image: ImageTarget) => {
      const { kind, name } = toModelRef(image);
      return links?.get(kind, name) ?? undefined;
    };
    const entities = new Map<string, Entity>();
    const entityRefs = [...new Set(images.flatMap(item => refOf(item) ?? []))];
    for (let start = 0; start < entityRefs.length; start += CHUNK) {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: entityRefs.slice(start, start + CHUNK),
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
        },
        { credentials },
      );
      for (const entity of items) {
        if (entity) {
          entities.set(stringifyEntityRef(entity), entity);
        }
      }
    }
    return new Map(
      images.map(image => {
        const entityRef = refOf(image);
        const entity = entities.get(entityRef ?? '');
        const owners = (entity?.relations ?? [])
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef);
        return [
          imageId(image),
          {
            name: plainName(entity?.metadata.name ?? image.name),
            link: pageOf(entityRef ?? `system:${namespace}/${system}`),
            owners: owners.length > 0 ? owners : [defaultOwner],
          },
        ];
      }),
    );
  }
}

function toModelRef({ kind, name }: ImageTarget): ModelRef {
  return { kind: kind === 'lambda' ? 'lambda' : 'baseImage', name };
}

function pageOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind.toLocaleLowerCase('en-US'), name]
    .map(encodeURIComponent)
    .join('/')}`;
}
