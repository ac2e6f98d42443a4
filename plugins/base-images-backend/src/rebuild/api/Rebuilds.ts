import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  Build,
  BuildLogPage,
  PlanRequest,
  PreflightReport,
  Rebuild,
  RebuildPlan,
  StartedRebuild,
} from '@base-images/backstage-plugin-base-images-common';
import {
  BuildService,
  matchGlob,
  PlannedRebuild,
  planRebuild,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { FreshnessView, FreshnessViews } from '../../freshness/FreshnessViews';
import { RUNNER_TIMINGS } from '../runner/RunnerTimings';
import { RebuildRecord } from '../store/RebuildRecords';
import { RebuildStore } from '../store/RebuildStore';
import { askService } from './askService';
import { toBuild, toRebuild } from './toRebuild';

/** A queued rebuild of an environment that is not configured is cancelled after this time. */
const FORSAKEN_MS = RUNNER_TIMINGS.forsakenMs;

/** Plans rebuilds, starts them, and tells how they go on. Who may do what is decided before. */
export class Rebuilds {
  static create(options: {
    environments: readonly SourceEnvironment[];
    freshness: FreshnessViews;
    store: RebuildStore;
    /** Undefined without environments. */
    builds: BuildService | undefined;
  }): Rebuilds {
    return new Rebuilds(options);
  }

  private constructor(
    private readonly options: {
      environments: readonly SourceEnvironment[];
      freshness: FreshnessViews;
      store: RebuildStore;
      builds: BuildService | undefined;
    },
  ) {}

  /** What a rebuild would do now. */
  async plan(
    environment: SourceEnvironment,
    request: PlanRequest,
  ): Promise<RebuildPlan> {
    const view = await this.options.freshness.get(environment);
    const { steps, refused, deploys } = toPlan(view, environment, request);
    const { revision, treeHash } = view.view.monorepo;
    return {
      sourceId: environment.sourceId,
      environment: environment.id,
      revision,
      treeHash,
      steps: steps.map(({ inputs, parent, parentImage, ...step }) => step),
      refused,
      deploys,
    };
  }

  /**
   * Starts a rebuild, or queues it behind the active one.
   *
   * @param startedBy - entity ref of who asks for it, or null for the plugin itself.
   * @throws InputError when nothing of what is asked for can be built.
   */
  async start(
    environment: SourceEnvironment,
    request: PlanRequest & { requestKey?: string },
    startedBy: string | null,
  ): Promise<StartedRebuild> {
    const { store, freshness } = this.options;
    const { requestKey, ...plan } = request;
    const known = requestKey
      ? await store.findByRequestKey(
          environment.sourceId,
          environment.id,
          requestKey,
        )
      : undefined;
    if (known) {
      return { rebuild: await this.get(known.id), outcome: 'existing' };
    }
    const view = await freshness.get(environment);
    const { steps, refused, deploys } = toPlan(view, environment, plan);
    if (steps.length === 0) {
      if (refused.length > 0) {
        throw new InputError(
          `Nothing can be built: ${refused[0].name}: ${refused[0].message}`,
        );
      }
      return { rebuild: null, outcome: 'nothing' };
    }
    if (startedBy !== null) {
      // Who starts it by hand wants it tried again, however often it failed.
      await store.resetFailures(
        environment.sourceId,
        environment.id,
        steps.map(step => step.id),
      );
    }
    const { revision, treeHash } = view.view.monorepo;
    const { id, outcome } = await store.create({
      sourceId: environment.sourceId,
      environment: environment.id,
      request: plan,
      revision,
      treeHash,
      startedBy,
      requestKey,
      steps,
      deploys,
    });
    return { rebuild: await this.get(id), outcome };
  }

  /**
   * Plans a queued rebuild anew, and lets it take the free place. One that has nothing to do any more is done, but one that nobody
   * knows what to do of, since registries do not answer, waits.
   */
  async promote(record: RebuildRecord): Promise<void> {
    const { store, environments, freshness } = this.options;
    const environment = environments.find(
      item =>
        item.sourceId === record.sourceId && item.id === record.environment,
    );
    if (!environment) {
      // Another process may know it, where processes are replaced.
      if ((await store.now()) - record.createdAt > FORSAKEN_MS) {
        await store.requestCancel(record.id);
      }
      return;
    }
    const view = await freshness.get(environment);
    const { steps, deploys } = toPlan(view, environment, record.request);
    if (steps.length === 0 && view.images.some(image => image.unreachable)) {
      return;
    }
    const { revision, treeHash } = view.view.monorepo;
    await store.promote(record.id, {
      request: record.request,
      steps,
      deploys,
      revision,
      treeHash,
    });
  }

  /** @throws NotFoundError when there is none. */
  async find(id: string): Promise<RebuildRecord> {
    const record = await this.options.store.get(id);
    if (!record) {
      throw new NotFoundError(`There is no rebuild '${id}'`);
    }
    return record;
  }

  async get(id: string): Promise<Rebuild> {
    return toRebuild(await this.find(id), await this.options.store.steps(id));
  }

  async builds(id: string): Promise<Build[]> {
    return (await this.options.store.builds(id)).map(toBuild);
  }

  /** @throws ConflictError when it has ended. */
  async cancel(id: string): Promise<Rebuild> {
    if (!(await this.options.store.requestCancel(id))) {
      throw new ConflictError(`Rebuild '${id}' has ended already`);
    }
    return this.get(id);
  }

  /**
   * Goes on with what was not done. A rebuild is for one revision: images are built only as long as the source is still at it.
   *
   * @throws ConflictError when it did not fail, another one goes on, or its images cannot be built any more.
   */
  async retry(id: string): Promise<Rebuild> {
    const { store } = this.options;
    const record = await this.find(id);
    await this.#requireRetryable(record);
    if (!(await store.retry(id))) {
      throw new ConflictError(
        `Rebuild '${id}' cannot be tried again: it did not fail, or another one goes on in its environment`,
      );
    }
    return this.get(id);
  }

  /** Better now than step by step: contexts are made from the files that a rebuild was planned for. */
  async #requireRetryable(record: RebuildRecord): Promise<void> {
    const { store, environments, freshness } = this.options;
    const { id, sourceId } = record;
    const environment = environments.find(
      item => item.sourceId === sourceId && item.id === record.environment,
    );
    if (!environment) {
      throw new ConflictError(
        `Rebuild '${id}' cannot be tried again: environment '${record.environment}' of source '${sourceId}' is not in the configuration any more`,
      );
    }
    const steps = await store.stepStates(id);
    if (steps.length === 0) {
      throw new ConflictError(
        `Rebuild '${id}' ended before it was planned: start a new one`,
      );
    }
    if (steps.every(({ state }) => state === 'done')) {
      // Deployments are left, and need no files.
      return;
    }
    const { view } = await freshness.get(environment, () => false);
    const { treeHash, revision } = view.monorepo;
    if (treeHash !== record.treeHash) {
      const [from, to] = [record.revision, revision].map(
        item => item ?? 'files that are not those of one commit',
      );
      throw new ConflictError(
        `Source '${sourceId}' has changed since this rebuild was planned, from ${from} to ${to}: start a new rebuild, which builds what is not fresh by now`,
      );
    }
  }

  /** The rebuild of a build. */
  async findBuild(buildId: string) {
    const build = await this.options.store.getBuild(buildId);
    if (!build) {
      throw new NotFoundError(`There is no build '${buildId}'`);
    }
    return build;
  }

  /** What keeps an environment from working, without changing anything. */
  async preflight(environment: SourceEnvironment): Promise<PreflightReport> {
    const builds = this.#service();
    return {
      sourceId: environment.sourceId,
      environment: environment.id,
      checkedAt: new Date().toISOString(),
      problems: await askService(() => builds.preflight({ environment })),
    };
  }

  #service(): BuildService {
    const { builds } = this.options;
    if (!builds) {
      throw new ServiceUnavailableError('No build service is installed');
    }
    return builds;
  }

  /** Part of a log. Before the build service has the build, it is empty. */
  async log(
    buildId: string,
    environment: SourceEnvironment,
    cursor: string | undefined,
  ): Promise<BuildLogPage> {
    const { serviceBuildId, active } = await this.findBuild(buildId);
    if (serviceBuildId === null) {
      return { lines: [], nextCursor: '', complete: !active };
    }
    const builds = this.#service();
    const log = await askService(() =>
      builds.readLog({
        environment,
        buildId: serviceBuildId,
        cursor: cursor || undefined,
      }),
    );
    return {
      lines: log.lines,
      nextCursor: log.cursor,
      complete: log.complete,
    };
  }
}

function toPlan(
  { images, functions }: FreshnessView,
  environment: SourceEnvironment,
  request: PlanRequest,
): PlannedRebuild {
  const deployable = functions.filter(({ functionName }) =>
    environment.deploy.some(pattern => matchGlob(pattern, functionName)),
  );
  return planRebuild({ images, deployable }, request);
}
