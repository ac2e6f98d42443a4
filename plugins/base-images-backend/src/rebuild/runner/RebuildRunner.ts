import { randomUUID } from 'node:crypto';
import { toError } from '@backstage/errors';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { Claim, RebuildRecord } from '../store/RebuildRecords';
import { advanceRebuild } from './advanceRebuild';
import { RunContext, RunnerServices } from './RunContext';

/** What the runner needs besides its services. */
export interface RebuildRunnerOptions extends RunnerServices {
  /** Plans a queued rebuild anew, now that its turn has come, and gives it the free place. */
  promote(rebuild: RebuildRecord): Promise<void>;
  /** Told of every rebuild that has ended. */
  onEnd?(rebuild: RebuildRecord): Promise<void>;
}

/** What there is to do in one environment of one source. */
interface Place {
  active?: RebuildRecord;
  queued?: RebuildRecord;
}

/** Ends a look: another process has the claim by now. */
class ClaimLost extends Error {}

/**
 * Carries rebuilds out. Any number of processes may run it on one database: each rebuild is advanced by the one that holds the
 * claim, which another takes over once it is not renewed. Each environment of each source goes on by itself: where one waits for
 * its account, the others do not wait for it.
 */
export class RebuildRunner {
  static create(options: RebuildRunnerOptions): RebuildRunner {
    return new RebuildRunner(options);
  }

  readonly #owner = randomUUID();
  /** By place. */
  readonly #claims = new Map<string, Claim>();
  /** Looks that go on, by place. */
  readonly #looks = new Map<string, Promise<void>>();
  readonly #sentAt: RunContext['sentAt'] = new Map();
  readonly #stopping = new AbortController();

  private constructor(private readonly options: RebuildRunnerOptions) {}

  /** Begins to look at whatever is not being looked at, and does not wait for it. */
  async begin(): Promise<void> {
    await this.#begin();
  }

  /** As {@link begin}, and waits for what it has begun. */
  async tick(): Promise<void> {
    await Promise.all(await this.#begin());
  }

  /** Ends what goes on, and lets other processes take over at once. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The backend is stopping'));
    await Promise.all(this.#looks.values());
    const claims = [...this.#claims.values()];
    this.#claims.clear();
    await Promise.all(claims.map(claim => this.options.store.release(claim)));
  }

  async #begin(): Promise<Promise<void>[]> {
    const { store } = this.options;
    const active = await store.activeRebuilds();
    const queued = await store.queuedRebuilds();
    if (this.#stopping.signal.aborted) {
      return [];
    }
    const places = new Map<string, Place>();
    active.forEach(rebuild =>
      places.set(placeOf(rebuild), { active: rebuild }),
    );
    queued.forEach(rebuild =>
      places.set(placeOf(rebuild), {
        ...places.get(placeOf(rebuild)),
        queued: rebuild,
      }),
    );
    const begun: Promise<void>[] = [];
    for (const [key, place] of places) {
      if (!this.#looks.has(key)) {
        const look = this.#look(place).finally(() => this.#looks.delete(key));
        this.#looks.set(key, look);
        begun.push(look);
      }
    }
    return begun;
  }

  /** Never rejects: the log tells what went wrong, and the next look tries again. */
  async #look({ active, queued }: Place): Promise<void> {
    if (active) {
      await this.#logged(active, 'advanced', () => this.#advance(active));
    }
    if (queued) {
      await this.#logged(queued, 'planned', () => this.#promote(queued));
    }
  }

  async #logged(
    { id }: RebuildRecord,
    what: string,
    look: () => Promise<void>,
  ): Promise<void> {
    const { logger } = this.options;
    try {
      this.#stopping.signal.throwIfAborted();
      await look();
    } catch (error) {
      if (error instanceof ClaimLost) {
        logger.info(`Rebuild ${id} is advanced by another process now`);
      } else if (!this.#stopping.signal.aborted) {
        logger.error(
          `Rebuild ${id} could not be ${what}: ${toError(error).message}`,
          toError(error),
        );
      }
    }
  }

  async #promote(queued: RebuildRecord): Promise<void> {
    const { store, promote } = this.options;
    if (!(await store.findActive(queued.sourceId, queued.environment))) {
      await promote(queued);
    }
  }

  async #advance(rebuild: RebuildRecord): Promise<void> {
    const { store, logger, timings, environments } = this.options;
    const environment = environments.find(
      item =>
        item.sourceId === rebuild.sourceId && item.id === rebuild.environment,
    );
    // Where processes are replaced, another one may know an environment that this one does not.
    const idleMs = environment ? 0 : timings.forsakenMs;
    const claim = await this.#hold(rebuild, idleMs);
    if (!claim) {
      return;
    }
    const controller = new AbortController();
    const renewal = setInterval(() => {
      store
        .renew(claim, timings.claimMs)
        .then(held => held || controller.abort(new ClaimLost()))
        .catch(error => {
          logger.warn(
            `A claim could not be renewed: ${toError(error).message}`,
          );
        });
    }, timings.claimMs / 3);
    try {
      const ended = await this.#advanceClaimed(
        rebuild,
        environment,
        claim,
        AbortSignal.any([this.#stopping.signal, controller.signal]),
      );
      if (ended) {
        this.#claims.delete(placeOf(rebuild));
        const after = await store.get(rebuild.id);
        logger.info(
          `Rebuild ${rebuild.id} of source '${rebuild.sourceId}' in '${rebuild.environment}' ended: ${after?.state}`,
        );
        if (after) {
          await this.options.onEnd?.(after);
        }
      }
    } finally {
      clearInterval(renewal);
    }
  }

  /** Whether it has ended. */
  async #advanceClaimed(
    rebuild: RebuildRecord,
    environment: SourceEnvironment | undefined,
    claim: Claim,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (!environment) {
      return this.options.store.end(
        claim,
        'failed',
        `Environment ${rebuild.environment} of source ${rebuild.sourceId} is not in the configuration any more.`,
      );
    }
    return advanceRebuild(
      await this.#contextOf(rebuild, claim, environment, signal),
    );
  }

  /** The claim that this process has, renewed, or a new one. */
  async #hold(
    rebuild: RebuildRecord,
    idleMs: number,
  ): Promise<Claim | undefined> {
    const { store, timings } = this.options;
    const place = placeOf(rebuild);
    const held = this.#claims.get(place);
    if (
      held?.rebuildId === rebuild.id &&
      (await store.renew(held, timings.claimMs))
    ) {
      return held;
    }
    this.#claims.delete(place);
    const claim = await store.claim(
      rebuild.id,
      this.#owner,
      timings.claimMs,
      idleMs,
    );
    if (claim) {
      this.#claims.set(place, claim);
    }
    return claim;
  }

  async #contextOf(
    { id }: RebuildRecord,
    claim: Claim,
    environment: SourceEnvironment,
    signal: AbortSignal,
  ): Promise<RunContext> {
    const { store } = this.options;
    // Read under the claim: what another process did before is all there.
    const rebuild = await store.get(id);
    const steps = await store.steps(id);
    const builds = await store.builds(id);
    const buildsById = new Map(builds.map(build => [build.id, build]));
    for (const { buildId } of steps) {
      if (buildId !== null && !buildsById.has(buildId)) {
        const attached = await store.getBuild(buildId);
        if (attached) {
          buildsById.set(buildId, attached);
        }
      }
    }
    if (!rebuild) {
      throw new Error(`Rebuild ${id} is gone`);
    }
    return {
      ...this.options,
      claim,
      rebuild,
      environment,
      steps,
      buildsById,
      now: await store.now(),
      sentAt: this.#sentAt,
      signal,
    };
  }
}

function placeOf({ sourceId, environment }: RebuildRecord): string {
  return `${sourceId} ${environment}`;
}
