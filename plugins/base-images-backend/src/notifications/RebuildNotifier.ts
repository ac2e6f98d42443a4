import { createHash } from 'node:crypto';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { RebuildRecord } from '../rebuild/store/RebuildRecords';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { EndedRebuilds } from './EndedRebuilds';
import { ImageOwners } from './ImageOwners';
import {
  NotificationClaim,
  NotificationStateStore,
  NotificationSubject,
} from './NotificationStateStore';
import { EndedRebuild, rebuildTexts } from './rebuildTexts';
import { NotificationText, toNotification } from './toNotification';

const HOUR_MS = 60 * 60_000;
/** What nobody could be told of within this time is no news any more. */
const NEWS_MS = 24 * HOUR_MS;
/** Longer than sending one notification takes. */
const CLAIM_MS = 60_000;

/** What was told of the rebuilds of an environment. */
interface RebuildsTold {
  /** When those that were told of had ended, by their ids: one that is tried again ends again. Kept as long as it is news. */
  ended: Record<string, number>;
  /** What the last rebuild that began by itself failed with, or null when it did not fail. */
  failure: { digest: string; stepIds: string[] } | null;
}

/** Where rebuilds are, and where they are told of. */
export interface RebuildNotifierOptions {
  states: NotificationStateStore;
  store: RebuildStore;
  ended: EndedRebuilds;
  owners: ImageOwners;
  notifications: NotificationService;
}

/** Tells of rebuilds that have ended: at least once, and by one process at a time. */
export class RebuildNotifier {
  static create(options: RebuildNotifierOptions): RebuildNotifier {
    return new RebuildNotifier(options);
  }

  private constructor(private readonly options: RebuildNotifierOptions) {}

  /**
   * Tells what is new.
   *
   * @throws Error when the notifications or the catalog do not answer; what was not told stays new.
   */
  async look(
    { sourceId, id }: SourceEnvironment,
    signal: AbortSignal,
  ): Promise<void> {
    const { states, store, ended } = this.options;
    const subject: NotificationSubject = {
      sourceId,
      environment: id,
      subject: 'rebuilds',
    };
    const readRecent = async () =>
      ended.since(sourceId, id, (await store.now()) - NEWS_MS);
    const before = await states.get<RebuildsTold>(subject);
    if (before && news(await readRecent(), before).length === 0) {
      return;
    }
    const claimed = await states.claim<RebuildsTold>(subject, CLAIM_MS);
    if (!claimed) {
      return;
    }
    const { claim, state } = claimed;
    try {
      // Read under the claim: what another process told before is in the state, and must not be forgotten.
      const recent = await readRecent();
      if (state) {
        await this.#tell(claim, recent, state, signal);
      } else {
        // What ended before anybody was to be told is history.
        await states.save(claim, {
          ended: endings(recent),
          failure: null,
        } satisfies RebuildsTold);
      }
    } finally {
      await states.renew(claim, 0);
    }
  }

  async #tell(
    claim: NotificationClaim,
    recent: RebuildRecord[],
    state: RebuildsTold,
    signal: AbortSignal,
  ): Promise<void> {
    const { states, store, owners, notifications } = this.options;
    let told = state;
    for (const rebuild of news(recent, state)) {
      const steps = await store.steps(rebuild.id);
      const images = await owners.find(
        rebuild.sourceId,
        steps.map(({ plan }) => plan),
      );
      const { texts, failure } = compose({ rebuild, steps, images }, told);
      for (const text of texts) {
        signal.throwIfAborted();
        if (!(await states.renew(claim, CLAIM_MS))) {
          return;
        }
        await notifications.send(toNotification(text));
      }
      told = { ended: remember(told, rebuild, recent), failure };
      if (!(await states.save(claim, told))) {
        return;
      }
    }
  }
}

/** Those that were not told of, in the order in which they ended. */
function news(recent: RebuildRecord[], told: RebuildsTold): RebuildRecord[] {
  return recent.filter(({ id, endedAt }) => told.ended[id] !== endedAt);
}

/** With this one; those that ended too long ago to be news are forgotten. */
function remember(
  { ended }: RebuildsTold,
  rebuild: RebuildRecord,
  recent: RebuildRecord[],
): RebuildsTold['ended'] {
  return endings(
    recent.filter(item => item === rebuild || ended[item.id] === item.endedAt),
  );
}

function endings(rebuilds: RebuildRecord[]): RebuildsTold['ended'] {
  return Object.fromEntries(
    rebuilds.map(({ id, endedAt }) => [id, endedAt ?? 0]),
  );
}

/**
 * One that began by itself tells only what its owners do not know: that it failed, unless the one before failed with the same;
 * and that what failed works again.
 */
function compose(
  ended: EndedRebuild,
  { failure }: RebuildsTold,
): { texts: NotificationText[] } & Pick<RebuildsTold, 'failure'> {
  const { rebuild, steps } = ended;
  if (rebuild.state === 'cancelled') {
    return { texts: rebuildTexts(ended), failure };
  }
  if (rebuild.startedBy !== null) {
    return {
      texts: rebuildTexts(ended),
      failure: rebuild.state === 'done' ? null : failure,
    };
  }
  if (rebuild.state === 'done') {
    const mended = steps.filter(({ stepId }) =>
      failure?.stepIds.includes(stepId),
    );
    return { texts: rebuildTexts(ended, mended), failure: null };
  }
  const failed = {
    digest: failureDigest(ended),
    stepIds: steps
      .filter(({ state }) => state !== 'done')
      .map(({ stepId }) => stepId),
  };
  return {
    texts: failed.digest === failure?.digest ? [] : rebuildTexts(ended),
    failure: failed,
  };
}

function failureDigest({ rebuild, steps }: EndedRebuild): string {
  const parts = [
    rebuild.treeHash,
    ...steps.map(({ stepId, state }) => `${stepId} ${state}`).sort(),
    ...rebuild.deploys
      .map(({ functionName, state }) => `${functionName} ${state}`)
      .sort(),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
