import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AwsSimulator,
  Fault,
  ManualClock,
  pushContextImage,
} from '@base-images/aws-simulator';
import {
  imageTag,
  PlannedStep,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { RebuildRunner } from '../../runner/RebuildRunner';
import { RUNNER_TIMINGS } from '../../runner/RunnerTimings';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';
import { NewRebuild } from '../../store/RebuildStore';
import { ENVIRONMENT } from '../exampleRebuild';
import { simulatedAccount, simulatedServices } from '../simulatedAws';
import { zipPreparer } from '../zipPreparer';

const { account, region } = ENVIRONMENT;
/** Claims are by the clock of the database, which does not jump. */
const CLAIM_MS = 200;
const MOST_LOOKS = 400;

/** What AWS saw of a rebuild. */
export interface Seen {
  /** Requests to start a build. */
  starts: number;
  /** Different tokens of them. */
  tokens: number;
  /** Builds that began. */
  builds: number;
  /** Requests to stop a build. */
  stops: number;
  /** Committed tags by the name of the image, and whether they name an image that a build of ours pushed. */
  committed: string[];
}

/** A database, an AWS account, and processes that carry rebuilds out, all of which a test lets fail. */
export class World {
  static async create(
    knex: Knex,
    options: {
      faults?: readonly Fault[];
      environment?: Partial<SourceEnvironment>;
      concurrentBuildLimit?: number;
    },
  ): Promise<World> {
    const clock = new ManualClock();
    const simulator = await AwsSimulator.start({
      clock,
      behaviour: pushContextImage,
      data: simulatedAccount(options.concurrentBuildLimit),
    });
    options.faults?.forEach(fault => simulator.faults.add(fault));
    return new World(knex, clock, simulator, {
      ...ENVIRONMENT,
      timeoutMinutes: 5,
      queuedTimeoutMinutes: 5,
      ...options.environment,
    });
  }

  readonly services: ReturnType<typeof simulatedServices>;
  readonly store: DatabaseRebuildStore;
  runner: RebuildRunner;
  #later = 0;

  private constructor(
    private readonly knex: Knex,
    private readonly clock: ManualClock,
    readonly simulator: AwsSimulator,
    readonly environment: SourceEnvironment,
  ) {
    const credentials = simulator.credentials(account);
    this.services = simulatedServices(simulator.url, credentials);
    this.store = this.createStore();
    this.runner = this.createRunner();
  }

  /** A store whose time is that of the simulation. */
  createStore(): DatabaseRebuildStore {
    const store = DatabaseRebuildStore.create(this.knex);
    const now = store.now.bind(store);
    store.now = async () => (await now()) + this.#later;
    return store;
  }

  /** Another process. */
  createRunner(
    store = this.createStore(),
    environments: SourceEnvironment[] = [this.environment],
  ): RebuildRunner {
    return RebuildRunner.create({
      ...this.services,
      store,
      environments,
      contexts: zipPreparer(this.services.registry),
      logger: mockServices.logger.mock(),
      timings: { ...RUNNER_TIMINGS, claimMs: CLAIM_MS, sendMs: 1_500 },
      promote: async () => undefined,
    });
  }

  /** A process that ends where a method of its store is called the given time, and another one that takes over. */
  async endAt(
    method: 'changeBuild' | 'changeStep' | 'commitImage',
    when: (...parameters: unknown[]) => boolean,
  ): Promise<void> {
    const store = this.createStore();
    const original: (...parameters: never[]) => Promise<boolean> =
      store[method].bind(store);
    let ended = false;
    Object.assign(store, {
      [method]: (...parameters: never[]) => {
        ended ||= when(...parameters);
        // A process that has ended writes nothing, and never goes on.
        return ended
          ? Promise.reject(new Error('The process ended'))
          : original(...parameters);
      },
    });
    const victim = this.createRunner(store);
    for (let look = 0; look < MOST_LOOKS && !ended; look++) {
      await victim.tick(new AbortController().signal);
      this.wait(20_000);
    }
    if (!ended) {
      throw new Error(`Nobody called ${method}`);
    }
    await sleep(2 * CLAIM_MS);
  }

  async start(
    steps: PlannedStep[],
    more: Partial<NewRebuild> = {},
  ): Promise<string> {
    const { id } = await this.store.create({
      sourceId: this.environment.sourceId,
      environment: this.environment.id,
      request: {},
      revision: null,
      treeHash: 'tree',
      startedBy: null,
      requestKey: undefined,
      steps,
      deploys: [],
      ...more,
    });
    return id;
  }

  wait(milliseconds: number): void {
    this.#later += milliseconds;
    this.clock.advance(milliseconds);
  }

  tick(): Promise<void> {
    return this.runner.tick(new AbortController().signal);
  }

  /** Goes on until nothing is left to do, or a condition holds. */
  async finish(
    until: () => Promise<boolean> = async () =>
      (await this.store.activeRebuilds()).length === 0,
  ): Promise<void> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      await this.tick();
      if (await until()) {
        return;
      }
      this.wait(20_000);
    }
    throw new Error(`It has not ended after ${MOST_LOOKS} looks`);
  }

  async states(rebuildId: string): Promise<Record<string, string>> {
    const steps = await this.store.steps(rebuildId);
    return Object.fromEntries(
      steps.map(({ plan, state }) => [plan.name, state]),
    );
  }

  resources() {
    return this.simulator.region(account, region);
  }

  pushImage(
    repository: string,
    image: Parameters<AwsSimulator['pushImage']>[3],
  ): string {
    return this.simulator.pushImage(account, region, repository, image);
  }

  removeImage(repository: string, digest: string): void {
    this.simulator.removeImage(account, region, repository, digest);
  }

  /** What is expected under the tag of a build key. */
  tagOf(repository: string, key: string): string | undefined {
    return this.resources().repositories[repository]?.tags[imageTag(key)];
  }

  seen(): Seen {
    const starts = this.simulator.requests.list('codebuild:StartBuild');
    const { builds, repositories } = this.resources();
    const pushed = new Set(
      Object.values(builds).map(
        ({ exportedVariables }) => exportedVariables.BASE_IMAGES_DIGEST,
      ),
    );
    return {
      starts: starts.length,
      tokens: new Set(starts.map(({ input }) => input.idempotencyToken)).size,
      builds: Object.keys(builds).length,
      stops: this.simulator.requests.list('codebuild:StopBuild').length,
      committed: Object.entries(repositories)
        .flatMap(([name, { tags }]) =>
          Object.entries(tags)
            .filter(([tag]) => tag.startsWith('src-'))
            .map(([, digest]) =>
              [
                name.replace(/^.*\//, ''),
                pushed.has(digest) ? '' : ' by somebody else',
              ].join(''),
            ),
        )
        .sort(),
    };
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
  }
}
