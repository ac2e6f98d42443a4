import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';
import { ReadableSource, speaksFor } from './speaksFor';

const SOURCE_FIELD = `metadata.annotations.${ANNOTATION_SOURCE}` as const;

/**
 * Says which sources a caller may read: every one for services; for users those whose System entity the catalog shows them.
 *
 * @remarks
 * A System counts only when it comes from where it may speak for the source: anybody may register one with any annotation.
 */
export class SourceAccess {
  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): SourceAccess {
    return new SourceAccess(options.auth, options.catalog);
  }

  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  /** Those of the sources that the caller may read, in the same order. */
  async filterReadable<T extends ReadableSource>(
    sources: T[],
    credentials: BackstageCredentials,
  ): Promise<T[]> {
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return sources;
    }
    const readable = new Set<string | undefined>();
    const pages = this.#catalog.streamEntities(
      {
        query: {
          $all: [
            { kind: 'system' },
            { [SOURCE_FIELD]: { $in: sources.map(source => source.id) } },
          ],
        },
        fields: ['kind', 'metadata.name', 'metadata.annotations'],
      },
      { credentials },
    );
    for await (const entities of pages) {
      for (const { metadata } of entities) {
        const id = metadata.annotations?.[ANNOTATION_SOURCE];
        const source = sources.find(item => item.id === id);
        if (source && speaksFor(metadata.annotations ?? {}, source)) {
          readable.add(id);
        }
      }
    }
    return sources.filter(source => readable.has(source.id));
  }

  /** @throws NotFoundError when the caller may not read the source, or when there is none of that id. */
  async getReadable<T extends ReadableSource>(
    sources: T[],
    sourceId: string,
    credentials: BackstageCredentials,
  ): Promise<T> {
    const candidates = sources.filter(source => source.id === sourceId);
    const [source] =
      candidates.length > 0
        ? await this.filterReadable(candidates, credentials)
        : [];
    if (!source) {
      throw new NotFoundError(
        `There is no source '${sourceId}' in 'baseImages.sources', or you may not read its System entity, which has annotation '${ANNOTATION_SOURCE}: ${sourceId}'`,
      );
    }
    return source;
  }
}
