import { mockServices } from '@backstage/backend-test-utils';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { RebuildRunner, RebuildRunnerOptions } from '../runner/RebuildRunner';
import { RUNNER_TIMINGS } from '../runner/RunnerTimings';
import { DatabaseRebuildStore } from '../store/DatabaseRebuildStore';
import { NewRebuild } from '../store/RebuildStore';
import { ENVIRONMENT, exampleStep, preparerFor } from './exampleRebuild';
import { MemoryServices } from './MemoryServices';

/** A rebuild that is asked for, as a test wants it. */
export function exampleRequest(
  steps: NewRebuild['steps'],
  more: Partial<NewRebuild> = {},
): NewRebuild {
  return {
    sourceId: ENVIRONMENT.sourceId,
    environment: ENVIRONMENT.id,
    request: {},
    revision: null,
    treeHash: 'tree',
    startedBy: 'user:default/guest',
    requestKey: undefined,
    steps,
    deploys: [],
    ...more,
  };
}

/** A runner with a database of its own, and services in memory. */
export class RunnerBench {
  static async create(
    knex: Knex,
    environment: SourceEnvironment = ENVIRONMENT,
  ): Promise<RunnerBench> {
    await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    return new RunnerBench(knex, environment);
  }

  readonly store: DatabaseRebuildStore;
  readonly services = new MemoryServices();
  readonly runner: RebuildRunner;
  #later = 0;

  private constructor(
    readonly knex: Knex,
    private readonly environment: SourceEnvironment,
  ) {
    this.store = DatabaseRebuildStore.create(knex);
    const now = this.store.now.bind(this.store);
    this.store.now = async () => (await now()) + this.#later;
    this.runner = this.createRunner();
  }

  /** Another process. */
  createRunner(
    environments: readonly SourceEnvironment[] = [this.environment],
    more: Partial<RebuildRunnerOptions> = {},
  ): RebuildRunner {
    const { store, services } = this;
    return RebuildRunner.create({
      store,
      registry: services.registry,
      builds: services.buildService,
      contexts: preparerFor(services),
      logger: mockServices.logger.mock(),
      timings: { ...RUNNER_TIMINGS, backoffMs: 0, maxBackoffMs: 0 },
      environments,
      promote: async rebuild => {
        await store.promote(rebuild.id, {
          request: rebuild.request,
          steps: [exampleStep('queued')],
          deploys: [],
          revision: null,
          treeHash: 'tree',
        });
      },
      ...more,
    });
  }

  /** One look at everything. */
  async look(): Promise<void> {
    await this.runner.tick();
  }

  /** Lets the clock of the database go on, or back. Claims do not see it. */
  wait(milliseconds: number): void {
    this.#later += milliseconds;
  }

  /** Starts a rebuild, and gives its id. */
  async start(
    steps: NewRebuild['steps'],
    more: Partial<NewRebuild> = {},
  ): Promise<string> {
    return (await this.store.create(exampleRequest(steps, more))).id;
  }

  /** In which state the steps are, by name. */
  async states(rebuildId: string): Promise<Record<string, string>> {
    const steps = await this.store.steps(rebuildId);
    return Object.fromEntries(
      steps.map(({ plan, state }) => [plan.name, state]),
    );
  }
}
