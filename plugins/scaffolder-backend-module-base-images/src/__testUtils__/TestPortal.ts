import { mkdtemp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { targetPaths } from '@backstage/cli-common';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderBackend from '@backstage/plugin-scaffolder-backend';
import { JsonObject } from '@backstage/types';
import * as yaml from 'yaml';
import scaffolderModuleBaseImages from '..';
import { databasePerPlugin } from './databasePerPlugin';
import { createExampleEntities } from './exampleCatalog';
import { copyExampleMonorepo } from './exampleMonorepo';
import { OpenedPullRequest, publishModule } from './publishModule';

// Plugins do not import each other; here the two really meet, over HTTP.
const { default: baseImagesBackend } = jest.requireActual<{
  default: BackendFeature;
}>('@base-images/backstage-plugin-base-images-backend');

/** URL of a repository that has the sample monorepo in a folder. */
export const REPOSITORY_URL =
  'https://github.com/acme/mono/tree/main/services/receipts';

/** A user who may do less than others. */
export const STRANGER = 'user:default/stranger';

/** How a task goes on, or ended. */
export interface FinishedTask {
  status: string;
  error: string | undefined;
  output: { links?: JsonObject[]; text?: Record<string, string>[] };
  /** Messages by step. */
  logs: string;
}

/** What the scaffolder tells of a task. */
interface TaskEvent {
  type: string;
  body: {
    stepId?: string;
    message: string;
    error?: Error;
    output?: FinishedTask['output'];
  };
}

/**
 * The scaffolder looks at each task once a second until it has seen its end, and then once more. It does not stop with the backend,
 * and must not find its database closed.
 */
const LAST_LOOKS_MS = 2_500;

/** The real scaffolder and the real Base Images backend, with the templates of this repository. */
export class TestPortal {
  /**
   * @param target - target of the source `receipts`: a folder, or {@link REPOSITORY_URL}.
   * @param workingDirectory - folder for workspaces.
   */
  static async start(options: {
    target: string;
    workingDirectory: string;
    templates: string[];
    /** More settings of the source. */
    source?: JsonObject;
    /** More settings of the plugin. */
    baseImages?: JsonObject;
    /** Accounts of AWS. */
    aws?: JsonObject;
    features?: BackendFeature[];
    /** Permissions that {@link STRANGER} lacks. */
    forbidden?: string[];
  }): Promise<TestPortal> {
    const templates: Entity[] = await Promise.all(
      options.templates.map(readTemplate),
    );
    const pullRequests: OpenedPullRequest[] = [];
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        databasePerPlugin,
        scaffolderBackend,
        scaffolderModuleBaseImages,
        baseImagesBackend,
        ...(options.features ?? []),
        publishModule(pullRequests),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissionsBut(options.forbidden ?? []),
        }),
        catalogServiceMock.factory({
          entities: [...createExampleEntities(), ...templates],
        }),
        createServiceFactory({
          service: coreServices.urlReader,
          deps: {},
          factory: () =>
            mockServices.urlReader.mock({
              async readTree(url) {
                if (url !== REPOSITORY_URL) {
                  throw new Error(`There is nothing at ${url}`);
                }
                return {
                  etag: '0123456789abcdef0123456789abcdef01234567',
                  files: async () => [],
                  archive: async () => {
                    throw new Error('not needed');
                  },
                  async dir(dirOptions) {
                    const folder =
                      dirOptions?.targetDir ??
                      (await mkdtemp(join(options.workingDirectory, 'tree-')));
                    copyExampleMonorepo(folder);
                    return folder;
                  },
                };
              },
            }),
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { workingDirectory: options.workingDirectory },
            integrations: { github: [{ host: 'github.com' }] },
            aws: options.aws,
            baseImages: {
              ...options.baseImages,
              sources: {
                receipts: {
                  target: options.target,
                  defaultOwner: 'platform',
                  ...options.source,
                },
              },
            },
          },
        }),
      ],
    });
    return new TestPortal(backend, scheduler, pullRequests);
  }

  private constructor(
    private readonly backend: Awaited<ReturnType<typeof startTestBackend>>,
    private readonly scheduler: SchedulerService,
    readonly pullRequests: readonly OpenedPullRequest[],
  ) {}

  /** Runs a template to its end. */
  async run(template: string, values: JsonObject): Promise<FinishedTask> {
    const id = await this.begin(template, values);
    for (;;) {
      const task = await this.look(id);
      if (hasEnded(task)) {
        return task;
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  /** Begins to run a template, and gives the id of its task. */
  async begin(
    template: string,
    values: JsonObject,
    user?: string,
  ): Promise<string> {
    const { id } = await this.request<{ id: string }>(
      'scaffolder/v2/tasks',
      { templateRef: `template:default/${template}`, values },
      user,
    );
    return id;
  }

  /** A task as it is now. */
  async look(id: string): Promise<FinishedTask> {
    const { status } = await this.request<{ status: string }>(
      `scaffolder/v2/tasks/${id}`,
    );
    return await this.#describe(id, status);
  }

  /** Runs a scheduled task of the backend now, to its end. */
  async runTask(id: string): Promise<void> {
    await this.scheduler.triggerTask(id);
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await sleep(LAST_LOOKS_MS);
  }

  async #describe(id: string, status: string): Promise<FinishedTask> {
    const events = await this.request<TaskEvent[]>(
      `scaffolder/v2/tasks/${id}/events`,
    );
    const completion = events.find(({ type }) => type === 'completion')?.body;
    return {
      status,
      error: completion?.error?.message,
      output: completion?.output ?? {},
      logs: events
        .map(({ body }) => `${body.stepId ?? ''}: ${body.message}`)
        .join('\n'),
    };
  }

  /** Asks a plugin, with a GET request unless there is a body. */
  async request<Answer>(
    path: string,
    body?: JsonObject,
    user?: string,
  ): Promise<Answer> {
    const url = `http://localhost:${this.backend.server.port()}/api/${path}`;
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        'Content-Type': 'application/json',
        Authorization: mockCredentials.user.header(user),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json();
  }
}

/** Whether a task has come to its end. */
export function hasEnded({ status }: FinishedTask): boolean {
  return status !== 'open' && status !== 'processing';
}

/** Everybody may do everything, but one user. */
function permissionsBut(forbidden: string[]) {
  return mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => ({
        result:
          forbidden.includes(permission.name) &&
          JSON.stringify(options?.credentials).includes(STRANGER)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  });
}

/** A template of this repository, as the catalog has it. */
export async function readTemplate(path: string): Promise<Entity> {
  const text = await readFile(
    resolve(targetPaths.rootDir, 'examples/templates', path),
    'utf8',
  );
  return yaml.parse(text);
}
