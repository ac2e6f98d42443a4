import {
  BackendFeature,
  LoggerService,
  SchedulerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { JsonObject } from '@backstage/types';
import catalogModuleBaseImages from '..';
import { databasePerPlugin } from './databasePerPlugin';
import {
  StubContent,
  createStubBaseImagesBackend,
} from './stubBaseImagesBackend';

const WAIT_MS = 20_000;

/** Retries until the check stops throwing, for a bounded time. */
export async function waitFor<T>(check: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

function createRecordingLogger(lines: string[]): LoggerService {
  const logger: LoggerService = {
    error: message => lines.push(`error: ${message}`),
    warn: message => lines.push(`warn: ${message}`),
    info: message => lines.push(`info: ${message}`),
    debug: () => {},
    child: () => logger,
  };
  return logger;
}

/** Entities that a person wrote, as a location would bring them. */
class HandWrittenProvider implements EntityProvider {
  connection: EntityProviderConnection | undefined;

  getProviderName() {
    return 'hand-written';
  }

  async connect(connection: EntityProviderConnection) {
    this.connection = connection;
  }
}

/** The real catalog with this module, beside a stub of the Base Images backend. */
export class TestCatalog {
  readonly content: StubContent;
  readonly log: string[];
  readonly #handWritten: HandWrittenProvider;
  readonly #scheduler: SchedulerService;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  static async start(options: {
    content: Pick<StubContent, 'sources' | 'snapshots'>;
    config?: JsonObject;
    /** Instead of the stub. */
    baseImagesBackend?: BackendFeature;
  }): Promise<TestCatalog> {
    const content: StubContent = {
      ...options.content,
      sent: 0,
      notModified: 0,
    };
    const log: string[] = [];
    const handWritten = new HandWrittenProvider();
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        options.baseImagesBackend ?? createStubBaseImagesBackend(content),
        catalogBackend,
        catalogModuleBaseImages,
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'hand-written',
          register(env) {
            env.registerInit({
              deps: { processing: catalogProcessingExtensionPoint },
              async init({ processing }) {
                processing.addEntityProvider(handWritten);
              },
            });
          },
        }),
        databasePerPlugin,
        mockServices.rootConfig.factory({
          data: {
            baseImages: {
              sources: Object.fromEntries(
                content.sources.map(({ id, target }) => [id, { target }]),
              ),
            },
            ...options.config,
            catalog: {
              processingInterval: { seconds: 1 },
              ...(options.config?.catalog as JsonObject | undefined),
            },
          },
        }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => createRecordingLogger(log),
        }),
        // Nothing runs by itself: a test says when.
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    return new TestCatalog(content, log, handWritten, scheduler, backend);
  }

  private constructor(
    content: StubContent,
    log: string[],
    handWritten: HandWrittenProvider,
    scheduler: SchedulerService,
    backend: Awaited<ReturnType<typeof startTestBackend>>,
  ) {
    this.content = content;
    this.log = log;
    this.#handWritten = handWritten;
    this.#scheduler = scheduler;
    this.#backend = backend;
  }

  /** Runs one refresh, as the scheduler would. */
  async refresh(): Promise<void> {
    await this.#scheduler.triggerTask('base-images-refresh');
  }

  /** Has the real Base Images backend scan a source. */
  async scan(sourceId: string): Promise<void> {
    await this.#scheduler.triggerTask(`scan:${sourceId}`);
  }

  /** Deletes what no location brings any more, as the catalog does every half minute. */
  async deleteOrphans(): Promise<void> {
    await this.#scheduler.triggerTask('catalog_orphan_cleanup');
  }

  /** Replaces the entities that people wrote. A file that the configuration names, unless another location is given. */
  async write(
    entities: Entity[],
    location: string = 'file:/portal/entities.yaml',
  ): Promise<void> {
    await this.#handWritten.connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              'backstage.io/managed-by-location': location,
              'backstage.io/managed-by-origin-location': location,
              ...entity.metadata.annotations,
            },
          },
        },
        locationKey: location,
      })),
    });
  }

  async getEntities(): Promise<Record<string, Entity>> {
    const response = await fetch(
      `http://localhost:${this.#backend.server.port()}/api/catalog/entities`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
    const entities: Entity[] = await response.json();
    return Object.fromEntries(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  /** Refs of all entities but locations, sorted. */
  async getRefs(): Promise<string[]> {
    return Object.keys(await this.getEntities())
      .filter(ref => !ref.startsWith('location:'))
      .sort();
  }

  async getDependencies(entityRef: string): Promise<string[] | undefined> {
    const entity = (await this.getEntities())[entityRef];
    return entity?.relations
      ?.filter(relation => relation.type === 'dependsOn')
      .map(relation => relation.targetRef)
      .sort();
  }

  /** Logged lines with this text, which begin with their level. */
  logged(part: string): string[] {
    return this.log.filter(line => line.includes(part));
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}
