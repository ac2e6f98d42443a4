import { mockServices } from '@backstage/backend-test-utils';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  BuildService,
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { FreshnessViews } from '../../../freshness/FreshnessViews';
import { ObservationStore } from '../../../freshness/ObservationStore';
import { Observer } from '../../../freshness/Observer';
import { SnapshotViews } from '../../../snapshot/SnapshotViews';
import { DatabaseSnapshotStore } from '../../../store/DatabaseSnapshotStore';
import { Rebuilds } from '../../api/Rebuilds';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';

interface PortalOptions {
  environment: SourceEnvironment;
  services: { registry: ImageRegistry; builds: BuildService };
  store: DatabaseRebuildStore;
}

/** What users see and ask for: freshness, plans, logs, and what is wrong with an environment. */
export class Portal {
  static create(
    knex: Knex,
    snapshots: DatabaseSnapshotStore,
    options: PortalOptions,
  ): Portal {
    return new Portal(knex, snapshots, options);
  }

  readonly rebuilds: Rebuilds;
  readonly #freshness: FreshnessViews;
  readonly #observer: Observer;

  private constructor(
    knex: Knex,
    private readonly snapshots: DatabaseSnapshotStore,
    private readonly options: PortalOptions,
  ) {
    const { environment, services, store } = options;
    const observations = ObservationStore.create(knex);
    this.#freshness = FreshnessViews.create({
      views: SnapshotViews.create({ store: snapshots }),
      observations,
      store,
    });
    this.#observer = Observer.create({
      registry: services.registry,
      images: store,
      observations,
      logger: mockServices.logger.mock(),
    });
    this.rebuilds = Rebuilds.create({
      environments: [environment],
      freshness: this.#freshness,
      store,
      builds: services.builds,
    });
  }

  /** Knows the monorepo as it is now. */
  async scan(monorepo: Monorepo): Promise<void> {
    const { sourceId } = this.options.environment;
    const state = await this.snapshots.get(sourceId);
    await this.snapshots.saveScan(sourceId, state?.version, {
      target: '.',
      monorepo,
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt: new Date(),
    });
  }

  /** Scans the monorepo, and has one look at what there is of it. */
  async observe(monorepo: Monorepo): Promise<void> {
    await this.scan(monorepo);
    const { signal } = new AbortController();
    await this.#observer.observe(monorepo, this.options.environment, signal);
  }

  /** Freshness of each image by its name, with why and since when it is not known. */
  async freshness(): Promise<
    Record<string, { status: string; message?: string; since?: string }>
  > {
    const { images } = await this.#freshness.get(this.options.environment);
    return Object.fromEntries(
      images.map(({ node, status, unknown }) => [
        node.target.name,
        { status, ...unknown },
      ]),
    );
  }

  preflight() {
    return this.rebuilds.preflight(this.options.environment);
  }

  /** Part of the log of a build. */
  log(buildId: string, cursor?: string) {
    return this.rebuilds.log(buildId, this.options.environment, cursor);
  }
}
