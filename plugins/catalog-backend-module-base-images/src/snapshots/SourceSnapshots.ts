import { AuthService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  BaseImagesApi,
  RequestOptions,
  Snapshot,
  Source,
} from '@base-images/backstage-plugin-base-images-common';
import { EntityProblem } from '../entities/EntityProblem';
import { SourceState } from '../plan/EntityPlan';

const REQUEST_TIMEOUT_MS = 30_000;
const UNCHANGED =
  'Nothing is deleted: the entities of this source stay as they are';

interface Cached {
  etag: string | undefined;
  snapshot: Snapshot;
}

function isEmpty(snapshot: Snapshot): boolean {
  return (
    snapshot.packages.length === 0 &&
    snapshot.lambdas.length === 0 &&
    snapshot.baseImages.length === 0
  );
}

/**
 * The snapshots of the configured sources, read from the Base Images backend with ETags and kept in memory.
 *
 * @remarks
 *
 * A source that cannot be read, or that is empty, keeps what was known of it before, but is not usable: nothing may be
 * deleted because of it.
 */
export class SourceSnapshots {
  readonly #api: BaseImagesApi;
  readonly #auth: AuthService;
  readonly #sourceIds: string[];
  readonly #sources = new Map<string, Source>();
  readonly #latest = new Map<string, Cached>();
  readonly #lastGood = new Map<string, Snapshot>();

  static create(options: {
    api: BaseImagesApi;
    auth: AuthService;
    sourceIds: string[];
  }): SourceSnapshots {
    return new SourceSnapshots(options.api, options.auth, options.sourceIds);
  }

  private constructor(
    api: BaseImagesApi,
    auth: AuthService,
    sourceIds: string[],
  ) {
    this.#api = api;
    this.#auth = auth;
    this.#sourceIds = sourceIds;
  }

  /** Reads what changed. Never rejects: what went wrong is in the states, which keep the order of the configuration. */
  async read(): Promise<SourceState[]> {
    let found: Map<string, Source>;
    try {
      found = await this.#readSources();
    } catch (error) {
      return this.#sourceIds.map(id =>
        this.#unusable(id, {
          pending: true,
          message: `The Base Images backend did not answer: ${
            toError(error).message
          }`,
          help: `${UNCHANGED}. Check that the plugin base-images runs, and that discovery leads to it`,
        }),
      );
    }
    return Promise.all(
      this.#sourceIds.map(async id => {
        const source = found.get(id);
        if (!source) {
          return this.#unusable(id, {
            pending: false,
            message: `The Base Images backend has no source '${id}'`,
            help: `${UNCHANGED}. Give the backend and the catalog the same baseImages.sources`,
          });
        }
        this.#sources.set(id, source);
        return this.#readSource(source);
      }),
    );
  }

  async #readSource(source: Source): Promise<SourceState> {
    const { id, scan, target } = source;
    if (scan.state === 'pending') {
      return this.#unusable(id, {
        pending: true,
        message: scan.error
          ? `Source '${id}' could not be scanned yet: ${scan.error}`
          : `Source '${id}' has not been scanned yet`,
        help: scan.error
          ? `${UNCHANGED}. Check baseImages.sources.${id}.target`
          : `${UNCHANGED} until its first scan`,
        level: scan.error ? undefined : 'info',
      });
    }
    let snapshot: Snapshot;
    try {
      snapshot = await this.#readSnapshot(id);
    } catch (error) {
      return this.#unusable(id, {
        pending: true,
        message: `The snapshot of source '${id}' could not be read: ${
          toError(error).message
        }`,
        help: `${UNCHANGED}. See the log of the plugin base-images`,
      });
    }
    if (isEmpty(snapshot)) {
      return this.#unusable(id, {
        pending: false,
        message: `The scan of source '${id}' found no package, no Lambda and no base image in ${target}`,
        help: `${UNCHANGED}. Check baseImages.sources.${id}.target; to delete its entities, remove the source from the configuration`,
      });
    }
    this.#lastGood.set(id, snapshot);
    return {
      id,
      source,
      snapshot,
      usable: true,
      pending: false,
      problem:
        scan.state === 'failed'
          ? {
              message: `The last scan of source '${id}' failed: ${
                scan.error ?? 'no reason is known'
              }`,
              help: 'The entities show the last good scan until the cause is mended',
            }
          : undefined,
    };
  }

  async #readSources(): Promise<Map<string, Source>> {
    const found = new Map<string, Source>();
    let cursor: string | undefined;
    do {
      const page = await this.#api.getSources(
        { limit: 500, cursor },
        await this.#requestOptions(),
      );
      page.items.forEach(source => found.set(source.id, source));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return found;
  }

  async #readSnapshot(id: string): Promise<Snapshot> {
    const cached = this.#latest.get(id);
    const answer = await this.#api.getSnapshot(
      id,
      cached?.etag,
      await this.#requestOptions(),
    );
    if (answer) {
      this.#latest.set(id, { etag: answer.etag, snapshot: answer.value });
      return answer.value;
    }
    if (!cached) {
      throw new Error('The backend answered without content');
    }
    return cached.snapshot;
  }

  #unusable(
    id: string,
    options: EntityProblem & { pending: boolean },
  ): SourceState {
    const { pending, ...problem } = options;
    return {
      id,
      source: this.#sources.get(id),
      snapshot: this.#lastGood.get(id),
      usable: false,
      pending,
      problem,
    };
  }

  async #requestOptions(): Promise<RequestOptions> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'base-images',
    });
    return { token, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
  }
}
