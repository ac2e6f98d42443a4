import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  ActionsRegistryService,
  actionsRegistryServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  BuildService,
  buildServiceExtensionPoint,
  ImageRegistry,
  imageRegistryExtensionPoint,
} from '@base-images/backstage-plugin-base-images-node';
import { baseImagesPlugin } from '../plugin';
import { MemoryServices } from '../rebuild/__testUtils__/MemoryServices';
import { catalogByUser } from './catalogByUser';
import { databasePerPlugin } from './databasePerPlugin';

/** What tests read of answers; an answer has those that its route gives. */
export interface AnswerBody {
  error: { message: string };
  items: { id: string; state: string }[];
  totalItems: number;
  rebuild: { id: string };
  actions: { id: string }[];
  environments: JsonObject[];
  output: { environments: JsonObject[] };
}

/** What a caller was answered. */
export interface TestAnswer<Body = AnswerBody> {
  status: number;
  text: string;
  body: Body;
}

/** A write in the audit log. */
export interface AuditedEvent {
  eventId: string;
  meta: JsonObject;
  /** Whether it came with the request of a caller. */
  hasRequest: boolean;
  status: 'succeeded' | 'failed' | undefined;
}

/** The plugin with all its routes and actions, images and builds in memory, and users who may do different things. */
export class TestBackend {
  /**
   * @param options - `target`: folder of the source `receipts`, which has the environment `production`; `readers`: names of
   * users who may read all of `entities`; `permissions`: names of permissions by name of user.
   */
  static async start(options: {
    target: string;
    entities: Entity[];
    readers: string[];
    /** Names of the entities that other users may read, by name of user. */
    partialReaders?: Record<string, string[]>;
    permissions: Record<string, string[]>;
    /** Instead of images and builds in memory. */
    services?: Services;
    /** More settings of the environment. */
    environment?: JsonObject;
    /** Takes the place of the real one. */
    actionsRegistry?: ActionsRegistryService;
    /** Takes the place of databases in memory. */
    database?: BackendFeature;
    /** More plugins, and services in place of those of tests. */
    features?: BackendFeature[];
    /** More settings of the portal. */
    settings?: JsonObject;
    /** Settings of `baseImages.notifications`. */
    notifications?: JsonObject;
  }): Promise<TestBackend> {
    const { entities, readers, actionsRegistry } = options;
    const audited: AuditedEvent[] = [];
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        baseImagesPlugin,
        options.database ?? databasePerPlugin,
        servicesModule(options.services ?? memoryServices()),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        actionsRegistry
          ? createServiceFactory({
              service: actionsRegistryServiceRef,
              deps: {},
              factory: () => actionsRegistry,
            })
          : actionsRegistryServiceFactory,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () =>
            catalogByUser(
              entities,
              Object.fromEntries([
                ...readers.map(name => [`user:default/${name}`, entities]),
                ...Object.entries(options.partialReaders ?? {}).map(
                  ([name, readable]) => [
                    `user:default/${name}`,
                    entities.filter(({ metadata }) =>
                      readable.includes(metadata.name),
                    ),
                  ],
                ),
              ]),
            ),
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissionsByUser(options.permissions),
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => recordingAuditor(audited),
        }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.rootConfig.factory({
          data: {
            ...options.settings,
            baseImages: {
              ...(options.notifications && {
                notifications: options.notifications,
              }),
              sources: {
                receipts: {
                  target: options.target,
                  defaultOwner: 'platform',
                  environments: {
                    production: {
                      account: '111122223333',
                      region: 'eu-central-1',
                      projects: { 'linux/arm64': 'images-arm64' },
                      bucket: 'contexts',
                      ...options.environment,
                    },
                  },
                },
              },
            },
          },
        }),
        ...(options.features ?? []),
      ],
    });
    return new TestBackend(backend, scheduler, audited);
  }

  private constructor(
    private readonly backend: Awaited<ReturnType<typeof startTestBackend>>,
    private readonly scheduler: SchedulerService,
    readonly audited: AuditedEvent[],
  ) {}

  /** Sends a request; without authorization when it is undefined. */
  async send<Body = AnswerBody>(
    method: string,
    path: string,
    authorization: string | undefined,
    body?: JsonObject,
    plugin = 'base-images',
  ): Promise<TestAnswer<Body>> {
    const response = await fetch(
      `http://localhost:${this.backend.server.port()}/api/${plugin}${path}`,
      {
        method,
        headers: {
          ...(authorization && { Authorization: authorization }),
          ...(body && { 'Content-Type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** Runs a scheduled task now, to its end. */
  async runTask(id: string): Promise<void> {
    await this.scheduler.triggerTask(id);
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }
}

interface Services {
  registry: ImageRegistry;
  builds: BuildService;
}

function memoryServices(): Services {
  const { registry, buildService } = new MemoryServices();
  return { registry, builds: buildService };
}

function servicesModule({ registry, builds }: Services) {
  return createBackendModule({
    pluginId: 'base-images',
    moduleId: 'test-services',
    register(env) {
      env.registerInit({
        deps: {
          registries: imageRegistryExtensionPoint,
          buildServices: buildServiceExtensionPoint,
        },
        async init({ registries, buildServices }) {
          registries.setImageRegistry(registry);
          buildServices.setBuildService(builds);
        },
      });
    },
  });
}

/** Services may do everything, as with the real one. */
function permissionsByUser(permissions: Record<string, string[]>) {
  return mockServices.permissions.mock({
    authorize: async (requests, options) => {
      const { principal } = options!.credentials as {
        principal: { type: string; userEntityRef?: string };
      };
      const name = principal.userEntityRef?.split('/')[1] ?? '';
      return requests.map(({ permission }) => ({
        result:
          principal.type === 'service' ||
          permissions[name]?.includes(permission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }));
    },
  });
}

function recordingAuditor(audited: AuditedEvent[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, request, meta }) => {
      const event: AuditedEvent = {
        eventId,
        meta: meta ?? {},
        hasRequest: request !== undefined,
        status: undefined,
      };
      audited.push(event);
      return {
        success: async () => {
          event.status = 'succeeded';
        },
        fail: async () => {
          event.status = 'failed';
        },
      };
    },
  });
}
