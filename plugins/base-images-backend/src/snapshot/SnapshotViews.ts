import { ServiceUnavailableError } from '@backstage/errors';
import { SnapshotState, SnapshotStore } from '../store/SnapshotStore';
import { SnapshotView } from './SnapshotView';

/** The last good scans, parsed once for each content and kept in memory. */
export class SnapshotViews {
  static create(options: { store: SnapshotStore }): SnapshotViews {
    return new SnapshotViews(options.store);
  }

  readonly #store: SnapshotStore;
  readonly #views = new Map<string, CachedView>();

  private constructor(store: SnapshotStore) {
    this.#store = store;
  }

  /** The state of a source, with its view once there is a good scan. */
  async get(
    sourceId: string,
  ): Promise<{ state?: SnapshotState; view?: SnapshotView }> {
    const state = await this.#store.get(sourceId);
    return { state, view: await this.#load(sourceId, state?.contentHash) };
  }

  /** @throws ServiceUnavailableError before the first good scan. */
  async require(
    sourceId: string,
  ): Promise<{ state: SnapshotState; view: SnapshotView }> {
    const { state, view } = await this.get(sourceId);
    if (state && view) {
      return { state, view };
    }
    throw new ServiceUnavailableError(
      state?.error
        ? `Source '${sourceId}' could not be scanned yet: ${state.error}`
        : `Source '${sourceId}' has not been scanned yet: ask again when its first scan has ended`,
    );
  }

  async #load(
    sourceId: string,
    contentHash: string | undefined,
  ): Promise<SnapshotView | undefined> {
    if (contentHash === undefined) {
      this.#views.delete(sourceId);
      return undefined;
    }
    const cached = this.#views.get(sourceId);
    if (cached?.contentHash === contentHash) {
      return cached.view;
    }
    // The promise is kept, so that requests at the same time parse the content once.
    const entry = { contentHash, view: this.#parse(sourceId) };
    this.#views.set(sourceId, entry);
    try {
      const view = await entry.view;
      // Written anew since the state was read: right for this answer, but not under this hash.
      if (view?.contentHash !== contentHash) {
        this.#forget(sourceId, entry);
      }
      return view;
    } catch (error) {
      this.#forget(sourceId, entry);
      throw error;
    }
  }

  #forget(sourceId: string, entry: CachedView): void {
    if (this.#views.get(sourceId) === entry) {
      this.#views.delete(sourceId);
    }
  }

  async #parse(sourceId: string): Promise<SnapshotView | undefined> {
    const content = await this.#store.getContent(sourceId);
    return content && SnapshotView.create({ sourceId, ...content });
  }
}

interface CachedView {
  contentHash: string;
  view: Promise<SnapshotView | undefined>;
}
