import { LoggerService } from '@backstage/backend-plugin-api';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  ImageNode,
  ImageRegistry,
} from '@base-images/backstage-plugin-base-images-node';
import knexFactory, { Knex } from 'knex';
import { DatabaseRebuildStore } from '../../rebuild/store/DatabaseRebuildStore';
import { SnapshotViews } from '../../snapshot/SnapshotViews';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { FreshnessViews } from '../FreshnessViews';
import { ObservationRecord } from '../ObservationRecord';
import { ObservationStore } from '../ObservationStore';
import { Observer } from '../Observer';
import { WATCHED_ENVIRONMENT } from './watchedRegistry';

const silent: LoggerService = {
  child: () => silent,
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/** An observer with a database of its own that watches what a registry has. */
export class Watch {
  static async start(registry: ImageRegistry): Promise<Watch> {
    const client = knexFactory({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    const snapshots = await DatabaseSnapshotStore.create({
      database: { getClient: async () => client },
    });
    return new Watch(registry, client, snapshots);
  }

  readonly store: DatabaseRebuildStore;
  readonly #observations: ObservationStore;
  readonly #freshness: FreshnessViews;
  #observer: Observer;

  private constructor(
    private readonly registry: ImageRegistry,
    private readonly client: Knex,
    private readonly snapshots: DatabaseSnapshotStore,
  ) {
    this.store = DatabaseRebuildStore.create(client);
    this.#observations = ObservationStore.create(client);
    this.#freshness = FreshnessViews.create({
      views: SnapshotViews.create({ store: snapshots }),
      observations: this.#observations,
      store: this.store,
    });
    this.#observer = this.#createObserver();
  }

  async stop(): Promise<void> {
    await this.client.destroy();
  }

  /** Scans the monorepo as it is now. */
  async scan(monorepo: Monorepo): Promise<void> {
    const { sourceId } = WATCHED_ENVIRONMENT;
    const state = await this.snapshots.get(sourceId);
    await this.snapshots.saveScan(sourceId, state?.version, {
      target: '.',
      monorepo,
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt: new Date(),
    });
  }

  /** Begins anew in memory, as after a start of the backend. */
  restart(): void {
    this.#observer = this.#createObserver();
  }

  /** One round. */
  round(monorepo: Monorepo): Promise<ObservationRecord> {
    return this.#observer.observe(
      monorepo,
      WATCHED_ENVIRONMENT,
      new AbortController().signal,
    );
  }

  /** How many images there are of each status, as a request to the API finds them. */
  async summary(
    isAskedAbout?: (node: ImageNode) => boolean,
  ): Promise<Record<string, number>> {
    const { images } = await this.#freshness.get(
      WATCHED_ENVIRONMENT,
      isAskedAbout,
    );
    const counts: Record<string, number> = {};
    for (const { status } of images) {
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  }

  /** Rows of verified images. */
  async countImages(): Promise<number> {
    const [row] = await this.client('images').count({ rows: '*' });
    return Number(row.rows);
  }

  /** Bytes of the row with what was observed last. */
  async rowSize(): Promise<number> {
    const [row] = await this.client('observations').select('observation');
    return Buffer.byteLength(row.observation);
  }

  #createObserver(): Observer {
    return Observer.create({
      registry: this.registry,
      images: this.store,
      observations: this.#observations,
      logger: silent,
    });
  }
}
