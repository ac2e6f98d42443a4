import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_SOURCE } from '@base-images/backstage-plugin-base-images-common';
import { ClaimedSourceConfig, mayStandFor } from './claimedSources';

const SOURCE_FIELD = `metadata.annotations.${ANNOTATION_SOURCE}` as const;

/**
 * Says which sources a caller may read: every one for services; for users those whose System entity the catalog shows them.
 *
 * @remarks
 * A System counts only when it may stand for the source: anybody may register one with any annotation.
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
  async filterReadable<T extends ClaimedSourceConfig>(
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
      for (const entity of entities) {
        const id = entity.metadata.annotations?.[ANNOTATION_SOURCE];
        const source = sources.find(item => item.id === id);
        if (source && mayStandFor(entity, source)) {
          readable.add(id);
        }
      }
    }
    return sources.filter(source => readable.has(source.id));
  }

  /** @throws NotFoundError when the caller may not read the source, or when there is none of that id. */
  async getReadable<T extends ClaimedSourceConfig>(
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
