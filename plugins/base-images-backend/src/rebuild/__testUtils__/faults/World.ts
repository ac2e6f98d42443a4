import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AwsSimulator,
  ManualClock,
  pushContextImage,
} from '@base-images/aws-simulator';
import { RebuildDeploy } from '@base-images/backstage-plugin-base-images-common';
import {
  imageTag,
  PlannedStep,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { DatabaseSnapshotStore } from '../../../store/DatabaseSnapshotStore';
import { RebuildRunner } from '../../runner/RebuildRunner';
import { RUNNER_TIMINGS } from '../../runner/RunnerTimings';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';
import { NewRebuild } from '../../store/RebuildStore';
import { ENVIRONMENT } from '../exampleRebuild';
import { simulatedAccount, simulatedServices } from '../simulatedAws';
import { zipPreparer } from '../zipPreparer';
import { FaultyWorld } from './FaultCase';
import { Portal } from './Portal';
import { Seen, whatAwsSaw } from './whatAwsSaw';

const { account, region } = ENVIRONMENT;
/** Claims are by the clock of the database, which does not jump. */
const CLAIM_MS = 200;
const MOST_LOOKS = 400;

/** A database, an AWS account, and processes that carry rebuilds out, all of which a test lets fail. */
export class World {
  static async create(knex: Knex, options: FaultyWorld): Promise<World> {
    const clock = new ManualClock();
    const simulator = await AwsSimulator.start({
      clock,
      behaviour: pushContextImage,
      data: simulatedAccount(options.account, options.project),
    });
    options.faults?.forEach(fault => simulator.faults.add(fault));
    const snapshots = await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    return new World(knex, snapshots, clock, simulator, options);
  }

  readonly environment: SourceEnvironment;
  readonly services: ReturnType<typeof simulatedServices>;
  readonly store: DatabaseRebuildStore;
  readonly portal: Portal;
  runner: RebuildRunner;
  #later = 0;

  private constructor(
    private readonly knex: Knex,
    snapshots: DatabaseSnapshotStore,
    private readonly clock: ManualClock,
    readonly simulator: AwsSimulator,
    options: FaultyWorld,
  ) {
    this.environment = {
      ...ENVIRONMENT,
      timeoutMinutes: 5,
      queuedTimeoutMinutes: 5,
      ...options.environment,
    };
    this.services = simulatedServices(
      simulator.url,
      options.credentials?.(this) ?? simulator.credentials(account),
      options.requestTimeoutMs,
    );
    this.store = this.createStore();
    this.portal = Portal.create(knex, snapshots, this);
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
      await victim.tick();
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

  /** Lets time pass for the database, whose clock decides what began within a day. */
  async letDatabaseAge(milliseconds: number): Promise<void> {
    await this.knex('builds').decrement('created_at', milliseconds);
  }

  tick(): Promise<void> {
    return this.runner.tick();
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
    const states = await this.waiting();
    throw new Error(`It has not ended after ${MOST_LOOKS} looks: ${states}`);
  }

  /** What goes on, for whoever waits in vain. */
  private async waiting(): Promise<string> {
    const active = await this.store.activeRebuilds();
    const steps = await Promise.all(
      active.map(({ id }) => this.store.steps(id)),
    );
    return steps
      .flat()
      .map(({ plan, state, message }) => `${plan.name} ${state}: ${message}`)
      .join('; ');
  }

  async states(rebuildId: string): Promise<Record<string, string>> {
    const steps = await this.store.steps(rebuildId);
    return Object.fromEntries(
      steps.map(({ plan, state }) => [plan.name, state]),
    );
  }

  /** Deployments of an image to functions that run what they run now. */
  deploysTo(functionNames: readonly string[], stepId: string): RebuildDeploy[] {
    const { functions } = this.resources();
    return functionNames.map(functionName => ({
      functionName,
      stepId,
      fromDigest: functions[functionName].resolvedImageUri.replace(/^.*@/, ''),
      state: 'planned',
      message: null,
    }));
  }

  /** Requests that AWS saw, such as `codebuild:StartBuild`. */
  requests(name: string) {
    return this.simulator.requests.list(name);
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
    return whatAwsSaw(this.simulator);
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
  }
}
