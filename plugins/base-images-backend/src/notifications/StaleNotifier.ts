import { NotificationService } from '@backstage/plugin-notifications-node';
import { isErrorWithName } from '@backstage/errors';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { FreshnessView, FreshnessViews } from '../freshness/FreshnessViews';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { ImageOwners } from './ImageOwners';
import {
  NotificationClaim,
  NotificationStateStore,
} from './NotificationStateStore';
import { findStaleNews, markTold, StaleImages } from './StaleImages';
import { staleTexts } from './staleTexts';
import { toNotification } from './toNotification';

/** Longer than sending one notification takes. */
const CLAIM_MS = 60_000;

/** What is looked at, and where it is told. */
export interface StaleNotifierOptions {
  states: NotificationStateStore;
  store: RebuildStore;
  freshness: Pick<FreshnessViews, 'get'>;
  owners: ImageOwners;
  notifications: NotificationService;
  staleAfterMs: number;
  /** Images are looked at again after this time, whichever process does it. */
  everyMs: number;
}

/** Tells owners of images that have become stale: at least once, and by one process at a time. */
export class StaleNotifier {
  static create(options: StaleNotifierOptions): StaleNotifier {
    return new StaleNotifier(options);
  }

  private constructor(private readonly options: StaleNotifierOptions) {}

  /**
   * Tells what is new.
   *
   * @throws Error when the notifications or the catalog do not answer; what was not told stays new.
   */
  async look(
    environment: SourceEnvironment,
    signal: AbortSignal,
  ): Promise<void> {
    const { states, everyMs } = this.options;
    const claimed = await states.claim<StaleImages>(
      {
        sourceId: environment.sourceId,
        environment: environment.id,
        subject: 'stale',
      },
      CLAIM_MS,
    );
    if (!claimed) {
      return;
    }
    const { claim, state = {} } = claimed;
    try {
      const view = await this.#view(environment);
      if (view) {
        await this.#tell(environment, claim, state, view, signal);
      }
    } finally {
      await states.renew(claim, everyMs);
    }
  }

  async #tell(
    environment: SourceEnvironment,
    claim: NotificationClaim,
    before: StaleImages,
    { images }: FreshnessView,
    signal: AbortSignal,
  ): Promise<void> {
    const { states, store, owners, notifications } = this.options;
    const { sourceId, id } = environment;
    const news = findStaleNews(before, images, {
      now: await store.now(),
      staleAfterMs: this.options.staleAfterMs,
      rebuilding: (await store.findActive(sourceId, id)) !== undefined,
    });
    if (news.due.length > 0) {
      const named = await owners.find(
        sourceId,
        [...news.due, ...news.told].map(({ node }) => node.target),
      );
      for (const text of staleTexts(environment, news, named)) {
        signal.throwIfAborted();
        if (!(await states.renew(claim, CLAIM_MS))) {
          return;
        }
        await notifications.send(toNotification(text));
      }
    }
    const after = markTold(news.state, news.due);
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      await states.save(claim, after);
    }
  }

  /** Undefined before the first good scan. */
  async #view(
    environment: SourceEnvironment,
  ): Promise<FreshnessView | undefined> {
    try {
      return await this.options.freshness.get(environment);
    } catch (error) {
      if (isErrorWithName(error, 'ServiceUnavailableError')) {
        return undefined;
      }
      throw error;
    }
  }
}
