import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { JsonObject } from '@backstage/types';
import { ServiceError } from '@base-images/backstage-plugin-base-images-node';
import { Knex } from 'knex';
import { exampleEntity } from '../__testUtils__/exampleEntities';
import { TestBackend } from '../__testUtils__/TestBackend';
import { waitFor } from '../__testUtils__/waitFor';
import { MemoryServices } from '../rebuild/__testUtils__/MemoryServices';

jest.setTimeout(60_000);

const userOf = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

const ENTITIES: Entity[] = [
  exampleEntity('System', 'receipts', { source: 'receipts' }),
  {
    ...exampleEntity('Resource', 'base', { source: 'receipts', image: 'base' }),
    relations: [{ type: 'ownedBy', targetRef: 'group:default/base-team' }],
  },
  {
    ...exampleEntity('Group', 'base-team', {}),
    relations: [
      { type: 'hasMember', targetRef: 'user:default/owner' },
      { type: 'hasMember', targetRef: 'user:default/starter' },
    ],
  },
];

describe('the backend', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const folder = createMockDirectory({
    content: {
      'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
      'base-images.yaml':
        'version: 1\nimages:\n  - name: base\n    from: public.ecr.aws/lambda/python:3.12\n    platforms: [linux/arm64]\n    packages: [int-a]\n',
    },
  });
  let backend: TestBackend;
  let asked: number;

  beforeEach(() => {
    asked = 0;
    const realFetch = globalThis.fetch;
    jest.spyOn(globalThis, 'fetch').mockImplementation((target, options) => {
      if (
        options?.method === 'POST' &&
        /\/api\/notifications$/.test(`${target}`)
      ) {
        asked += 1;
      }
      return realFetch(target, options);
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await backend.stop();
  });

  /** A portal whose builds are refused. */
  async function start(
    options: Partial<Parameters<typeof TestBackend.start>[0]>,
  ) {
    const { registry, buildService } = new MemoryServices();
    backend = await TestBackend.start({
      target: folder.path,
      entities: ENTITIES,
      readers: ['starter'],
      permissions: {
        starter: ['base-images.rebuild.create'],
      },
      services: {
        registry,
        builds: {
          ...buildService,
          startBuild: async () => {
            throw new ServiceError('denied', 'Not allowed.');
          },
        },
      },
      settings: { app: { baseUrl: 'http://localhost:3000' } },
      ...options,
    });
    await backend.runTask('observe:receipts:production');
    await runNotifications();
  }

  /** There is no such task where notifications are off. */
  async function runNotifications() {
    await backend.runTask('notifications:send').catch((error: Error) => {
      if (error.name !== 'NotFoundError') {
        throw error;
      }
    });
  }

  async function failRebuild() {
    const { status, text } = await backend.send(
      'POST',
      '/rebuilds',
      userOf('starter'),
      { sourceId: 'receipts', environment: 'production' },
    );
    expect([status, text]).toEqual([
      expect.any(Number),
      expect.stringContaining('started'),
    ]);
    await waitFor(async () => {
      await backend.runTask('rebuilds:advance');
      const { body } = await backend.send(
        'GET',
        '/rebuilds',
        userOf('starter'),
      );
      expect(body.items[0].state).toBe('failed');
    });
    await runNotifications();
  }

  async function notificationsOf(name: string): Promise<JsonObject[]> {
    const { body } = await backend.send<{
      notifications: { payload: JsonObject }[];
    }>('GET', '/notifications', userOf(name), undefined, 'notifications');
    return body.notifications.map(({ payload }) => payload);
  }

  it.each(databases.eachSupportedId())(
    'tells owners and who started it of a failed rebuild, once each: %s',
    async databaseId => {
      const clients = new Map<string, Promise<Knex>>();
      await start({
        features: [notificationsPlugin],
        database: createServiceFactory({
          service: coreServices.database,
          deps: { plugin: coreServices.pluginMetadata },
          factory: async ({ plugin }) => {
            const id = plugin.getId();
            const client = clients.get(id) ?? databases.init(databaseId);
            clients.set(id, client);
            return mockServices.database({ knex: await client });
          },
        }),
      });
      await failRebuild();
      const told = {
        title: 'Rebuild failed: receipts in production',
        description: 'Failed: base.',
        link: '/catalog/default/resource/base',
        severity: 'high',
        topic: 'rebuild-failed',
      };
      expect(await notificationsOf('starter')).toMatchObject([told]);
      expect(await notificationsOf('owner')).toMatchObject([told]);
      expect(await notificationsOf('stranger')).toEqual([]);

      // As if nobody had remembered: what is sent again takes the place of what is there.
      const client = await clients.get('base-images')!;
      await client('notifications')
        .where({ subject: 'rebuilds' })
        .update({ state: JSON.stringify({ ended: {}, failure: null }) });
      await runNotifications();
      expect(asked).toBe(4);
      expect(await notificationsOf('starter')).toHaveLength(1);
      expect(await notificationsOf('owner')).toHaveLength(1);
    },
  );

  it('says so once where the portal has no notifications', async () => {
    const logger = mockServices.logger.mock();
    await start({ features: [logger.factory] });
    await failRebuild();
    await runNotifications();
    await runNotifications();
    expect(asked).toBe(1);
    const lines = [logger.info, logger.warn, logger.error].map(
      level =>
        level.mock.calls.filter(([line]) => /notifi/.test(`${line}`)).length,
    );
    expect(lines).toEqual([1, 0, 0]);
  });

  it.each<[string, Partial<Parameters<typeof TestBackend.start>[0]>]>([
    ['everywhere', { notifications: { enabled: false } }],
    ['in the environment', { environment: { notifications: false } }],
  ])('asks for nothing where notifications are off %s', async (_, options) => {
    await start(options);
    await failRebuild();
    expect(asked).toBe(0);
  });
});
