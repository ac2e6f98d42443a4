import { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AssessedImage,
  imageId,
} from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { exampleEntity } from '../../__testUtils__/exampleEntities';
import {
  exampleBaseImage,
  exampleMonorepo,
} from '../../__testUtils__/exampleMonorepo';
import { FreshnessView } from '../../freshness/FreshnessViews';
import {
  ENVIRONMENT,
  exampleStep,
  PLATFORM,
} from '../../rebuild/__testUtils__/exampleRebuild';
import { StepRecord } from '../../rebuild/store/RebuildRecords';
import { DatabaseRebuildStore } from '../../rebuild/store/DatabaseRebuildStore';
import { NewRebuild } from '../../rebuild/store/RebuildStore';
import { SnapshotView } from '../../snapshot/SnapshotView';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { EndedRebuilds } from '../EndedRebuilds';
import { ImageOwners } from '../ImageOwners';
import { NotificationPauses } from '../NotificationPauses';
import { NotificationStateStore } from '../NotificationStateStore';
import { RebuildNotifier } from '../RebuildNotifier';
import { StaleNotifier } from '../StaleNotifier';

export const STALE_AFTER_MS = 900_000;
const LOOK_AGAIN_MS = 60_000;

/** A replica: it knows only what is in the database. */
export interface Replica {
  tell(): Promise<void>;
  logger: jest.Mocked<LoggerService>;
}

/** Base images, with the groups that own them in the catalog. */
const IMAGES: Record<string, string[]> = {
  base: ['base-team'],
  child: ['child-team'],
  orphan: [],
};

/** Rebuilds and images whose owners are told, and what they were told. */
export class NotifiedWorld {
  static async create(knex: Knex): Promise<NotifiedWorld> {
    await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    return new NotifiedWorld(knex);
  }

  readonly store: DatabaseRebuildStore;
  /** Everything that was asked to be sent, in order. */
  readonly sent: NotificationSendOptions[] = [];
  /** Called before each notification: what it throws is what the sender gets. */
  beforeSend: (options: NotificationSendOptions) => Promise<void> =
    async () => {};
  /** Called after each notification. */
  afterSend: () => Promise<void> = async () => {};
  readonly #statuses = new Map<string, AssessedImage['status']>();
  readonly #entities: Entity[];
  #later = 0;

  private constructor(private readonly knex: Knex) {
    this.store = DatabaseRebuildStore.create(knex);
    const now = this.store.now.bind(this.store);
    jest
      .spyOn(this.store, 'now')
      .mockImplementation(async () => (await now()) + this.#later);
    this.#entities = Object.entries(IMAGES).map(([name, owners]) => ({
      ...exampleEntity('Resource', name, { source: 'receipts', image: name }),
      relations: owners.map(owner => ({
        type: 'ownedBy',
        targetRef: `group:default/${owner}`,
      })),
    }));
  }

  /** A replica that has run before anything happened. */
  async startedReplica(): Promise<Replica> {
    const replica = this.replica();
    await replica.tell();
    return replica;
  }

  /** One more replica of the backend. */
  replica(): Replica {
    const { store } = this;
    const logger = mockServices.logger.mock();
    const states = NotificationStateStore.create(this.knex);
    const view = SnapshotView.create({
      sourceId: 'receipts',
      contentHash: '',
      changedAt: new Date(),
      monorepo: {
        ...exampleMonorepo,
        baseImages: this.#entities.map(({ metadata }, index) =>
          exampleBaseImage(metadata.name, index),
        ),
      },
    });
    const owners = ImageOwners.create({
      catalog: catalogServiceMock({ entities: this.#entities }),
      auth: mockServices.auth(),
      views: { get: async () => ({ state: undefined, view }) },
      sources: [
        {
          id: 'receipts',
          target: { type: 'folder', path: '' },
          schedule: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
          entities: {
            defaultOwner: 'group:default/platform',
            owners: {},
            namespace: 'default',
            namePrefix: '',
            names: 'short',
            system: 'receipts',
            lifecycle: 'production',
            types: { package: '', lambda: '', baseImage: '' },
            trustedLocations: [],
          },
        },
      ],
    });
    const notifications = {
      send: async (options: NotificationSendOptions) => {
        await this.beforeSend(options);
        this.sent.push(options);
        await this.afterSend();
      },
    };
    const common = { states, store, owners, notifications };
    const rebuilds = RebuildNotifier.create({
      ...common,
      ended: EndedRebuilds.create(this.knex),
    });
    const stale = StaleNotifier.create({
      ...common,
      freshness: { get: async () => this.#freshness(view) },
      staleAfterMs: STALE_AFTER_MS,
      everyMs: LOOK_AGAIN_MS,
    });
    const pauses = NotificationPauses.create({
      logger,
      now: () => Date.now() + this.#later,
    });
    const { signal } = new AbortController();
    return {
      logger,
      tell: async () => {
        await pauses.run('rebuilds', signal, () =>
          rebuilds.look(ENVIRONMENT, signal),
        );
        await pauses.run('images', signal, () =>
          stale.look(ENVIRONMENT, signal),
        );
      },
    };
  }

  /** Lets time pass: claims end, and images are looked at again. */
  async wait(milliseconds: number): Promise<void> {
    this.#later += milliseconds;
    await this.knex('notifications').update({
      claim_until: this.knex.raw('claim_until - ?', [milliseconds]),
    });
  }

  setStatus(name: string, status: AssessedImage['status']): void {
    this.#statuses.set(name, status);
  }

  /** A rebuild of the source and environment that has ended, with the states that its steps end in; its id. */
  async rebuild(
    states: Record<string, StepRecord['state'] | 'reused'>,
    more: Partial<NewRebuild> & { cancelled?: boolean } = {},
  ): Promise<string> {
    const { cancelled, ...rebuild } = more;
    const { id } = await this.store.create({
      sourceId: ENVIRONMENT.sourceId,
      environment: ENVIRONMENT.id,
      request: {},
      revision: null,
      treeHash: 'tree',
      startedBy: 'user:default/ann',
      requestKey: undefined,
      steps: Object.keys(states).map(name => exampleStep(name)),
      deploys: [],
      ...rebuild,
    });
    await this.end(id, states, cancelled);
    return id;
  }

  /** Ends a rebuild that goes on. */
  async end(
    id: string,
    states: Record<string, StepRecord['state'] | 'reused'>,
    cancelled = false,
  ): Promise<void> {
    const claim = (await this.store.claim(id, 'runner', 60_000))!;
    const record = (await this.store.get(id))!;
    const steps = await this.store.steps(id);
    for (const step of steps) {
      const state = states[step.plan.name];
      await this.store.changeStep(
        claim,
        step,
        state === 'reused' ? { state: 'done', reused: true } : { state },
      );
    }
    const failed =
      record.deploys.some(({ state }) => state === 'failed') ||
      Object.values(states).some(
        state => state !== 'done' && state !== 'reused',
      );
    const state = failed ? 'failed' : 'done';
    await this.store.end(claim, cancelled ? 'cancelled' : state, null);
  }

  #freshness(view: SnapshotView): FreshnessView {
    return {
      view,
      images: [...this.#statuses].map(([name, status]) =>
        assessedImage(name, status),
      ),
      functions: [],
    };
  }
}

/** An image of which only its name and status matter. */
export function assessedImage(
  name: string,
  status: AssessedImage['status'],
): AssessedImage {
  const target = { kind: 'base-image' as const, name, platform: PLATFORM };
  const { inputs, repository } = exampleStep(name);
  return {
    node: {
      id: imageId(target),
      target,
      repository,
      source: {
        dockerfile: null,
        sourceHash: '',
        dockerfileHash: '',
        dependenciesHash: null,
        packages: [],
        externalImages: [],
      },
      parent: null,
      parentImage: null,
      args: {},
      maxAgeHours: null,
      functions: [],
      problem: null,
    },
    status,
    reasons:
      status === 'stale'
        ? [{ kind: 'package', subject: 'int-a', from: 'a', to: 'b' }]
        : [],
    unknown: null,
    inputs,
    buildKey: null,
    image: null,
    observedAt: null,
  };
}
