import { randomUUID } from 'node:crypto';
import { toError } from '@backstage/errors';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { Claim, RebuildRecord } from '../store/RebuildRecords';
import { advanceRebuild } from './advanceRebuild';
import { RunContext, RunnerServices } from './RunContext';

/** What the runner needs besides its services. */
export interface RebuildRunnerOptions extends RunnerServices {
  environments: readonly SourceEnvironment[];
  /** Plans a queued rebuild anew, now that its turn has come, and gives it the free place. */
  promote(rebuild: RebuildRecord): Promise<void>;
  /** Told of every rebuild that has ended. */
  onEnd?(rebuild: RebuildRecord): Promise<void>;
}

/**
 * Carries rebuilds out. Any number of processes may run it on one database: each rebuild is advanced by the one that holds the
 * claim, which another takes over once it is not renewed.
 */
export class RebuildRunner {
  static create(options: RebuildRunnerOptions): RebuildRunner {
    return new RebuildRunner(options);
  }

  readonly #owner = randomUUID();
  readonly #claims = new Map<string, Claim>();
  #tick: Promise<void> | undefined;

  private constructor(private readonly options: RebuildRunnerOptions) {}

  /** Advances everything that goes on, once. A call while another goes on waits for that one. */
  async tick(signal: AbortSignal): Promise<void> {
    this.#tick ??= this.#advanceAll(signal).finally(() => {
      this.#tick = undefined;
    });
    return this.#tick;
  }

  /** Lets other processes take over at once. */
  async stop(): Promise<void> {
    await this.#tick?.catch(() => undefined);
    const claims = [...this.#claims.values()];
    this.#claims.clear();
    await Promise.all(claims.map(claim => this.options.store.release(claim)));
  }

  async #advanceAll(signal: AbortSignal): Promise<void> {
    const { store, logger } = this.options;
    const active = await store.activeRebuilds();
    const ids = new Set(active.map(({ id }) => id));
    for (const id of this.#claims.keys()) {
      if (!ids.has(id)) {
        this.#claims.delete(id);
      }
    }
    await Promise.all(
      active.map(rebuild =>
        this.#advance(rebuild, signal).catch(error => {
          if (!signal.aborted) {
            logger.error(
              `Rebuild ${rebuild.id} could not be advanced: ${toError(error).message}`,
              toError(error),
            );
          }
        }),
      ),
    );
    for (const queued of await store.queuedRebuilds()) {
      signal.throwIfAborted();
      await this.#promote(queued).catch(error => {
        logger.error(
          `Rebuild ${queued.id} could not be planned: ${toError(error).message}`,
          toError(error),
        );
      });
    }
  }

  async #promote(queued: RebuildRecord): Promise<void> {
    const { store, promote } = this.options;
    if (!(await store.findActive(queued.sourceId, queued.environment))) {
      await promote(queued);
    }
  }

  async #advance(rebuild: RebuildRecord, signal: AbortSignal): Promise<void> {
    const { store, environments, logger, timings } = this.options;
    const claim = await this.#hold(rebuild.id);
    if (!claim) {
      return;
    }
    const environment = environments.find(
      item =>
        item.sourceId === rebuild.sourceId && item.id === rebuild.environment,
    );
    if (!environment) {
      const message = `Environment ${rebuild.environment} of source ${rebuild.sourceId} is not in the configuration any more.`;
      await store.end(claim, 'failed', message);
      return;
    }
    const controller = new AbortController();
    const renewal = setInterval(() => {
      store
        .renew(claim, timings.claimMs)
        .then(held => held || controller.abort())
        .catch(error => {
          logger.warn(
            `A claim could not be renewed: ${toError(error).message}`,
          );
        });
    }, timings.claimMs / 3);
    try {
      const ended = await advanceRebuild(
        await this.#contextOf(
          rebuild,
          claim,
          environment,
          AbortSignal.any([signal, controller.signal]),
        ),
      );
      if (ended) {
        this.#claims.delete(rebuild.id);
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

  /** The claim that this process has, renewed, or a new one. */
  async #hold(rebuildId: string): Promise<Claim | undefined> {
    const { store, timings } = this.options;
    const held = this.#claims.get(rebuildId);
    if (held && (await store.renew(held, timings.claimMs))) {
      return held;
    }
    this.#claims.delete(rebuildId);
    const claim = await store.claim(rebuildId, this.#owner, timings.claimMs);
    if (claim) {
      this.#claims.set(rebuildId, claim);
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
      signal,
    };
  }
}
