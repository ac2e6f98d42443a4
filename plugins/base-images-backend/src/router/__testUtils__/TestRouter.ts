import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  InMemorySourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import express from 'express';
import request from 'supertest';
import { readSourcesConfig } from '../../config/readSourcesConfig';
import { FreshnessViews } from '../../freshness/FreshnessViews';
import { ObservationStore } from '../../freshness/ObservationStore';
import { OpenSources } from '../../preview/OpenSources';
import { Previews } from '../../preview/Previews';
import { Rebuilds } from '../../rebuild/api/Rebuilds';
import { DatabaseRebuildStore } from '../../rebuild/store/DatabaseRebuildStore';
import { SnapshotViews } from '../../snapshot/SnapshotViews';
import { DatabaseSnapshotStore } from '../../store/DatabaseSnapshotStore';
import { SnapshotStore } from '../../store/SnapshotStore';
import { catalogByUser } from '../../__testUtils__/catalogByUser';
import { checkResponse } from '../../__testUtils__/checkResponse';
import {
  exampleEntities,
  exampleEntity,
} from '../../__testUtils__/exampleEntities';
import {
  exampleMonorepo,
  examplePackage,
} from '../../__testUtils__/exampleMonorepo';
import { createRouter } from '../createRouter';

export const scannedAt = new Date('2026-01-01T10:00:00.000Z');
export const failedAt = new Date('2026-01-01T11:00:00.000Z');

/** Authorization of a service, and of users who may read everything, nothing, and two entities. */
export const callers = {
  service: mockCredentials.service.header(),
  reader: mockCredentials.user.header('user:default/reader'),
  stranger: mockCredentials.user.header('user:default/stranger'),
  partial: mockCredentials.user.header('user:default/partial'),
  none: mockCredentials.none.header(),
};

/** A source whose files can be read again. */
const liveTree = InMemorySourceTree.of({
  'base-images.yaml':
    'version: 1\nimages:\n  - name: core\n    from: public.ecr.aws/lambda/python:3.12\n    packages: [core]\n',
  'core/pyproject.toml': '[project]\nname = "core"\n',
  'api/Dockerfile':
    'FROM public.ecr.aws/lambda/python:3.12\nCOPY core /tmp/core\nRUN pip install /tmp/core\nCMD ["api.main"]\n',
});

const entities: Entity[] = [
  ...exampleEntities,
  exampleEntity('System', 'other', { source: 'other' }),
  exampleEntity('Component', 'api-lambda', {
    source: 'live',
    lambda: 'api/Dockerfile',
  }),
  exampleEntity('Component', 'nothing', {}),
  exampleEntity('Component', 'unknown-source', {
    source: 'gone',
    package: 'receipt-label',
  }),
  exampleEntity('Component', 'unknown-package', {
    source: 'receipts',
    package: 'receipt-gone',
  }),
  exampleEntity('Component', 'ambiguous', { package: 'shared' }),
  exampleEntity('Component', 'homeless', { package: 'nowhere' }),
  exampleEntity('Component', 'not-scanned', { source: 'new', package: 'x' }),
  // Written by hand: as the manifest spells it, without a source.
  exampleEntity('Component', 'my-upload', { package: 'receipt_upload' }),
];

/** What the portal has for sources. */
const SOURCES = {
  broken: '/broken',
  live: '/live',
  new: '/new',
  other: '/other',
  receipts: 'https://github.com/acme/receipts/tree/main',
};

/** The routes alone, over a real database and a catalog in memory. */
export class TestRouter {
  static async start(
    databases: TestDatabases,
    more: { entities?: Entity[] } = {},
  ): Promise<TestRouter> {
    const knex = await databases.init('SQLITE_3');
    const store = await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    const views = SnapshotViews.create({ store });
    const rebuildStore = DatabaseRebuildStore.create(knex);
    const freshness = FreshnessViews.create({
      views,
      observations: ObservationStore.create(knex),
      store: rebuildStore,
    });
    const openSources = OpenSources.create({
      reader: {
        read: async (_, __, use) => ({
          result: await use({ tree: liveTree, etag: undefined }),
        }),
      },
    });
    const all = [...entities, ...(more.entities ?? [])];
    const sources = Object.entries(SOURCES).map(([id, target]) => [
      id,
      { target, defaultOwner: 'platform' },
    ]);
    const app = express()
      .use(
        createRouter({
          sources: readSourcesConfig(
            mockServices.rootConfig({
              data: { baseImages: { sources: Object.fromEntries(sources) } },
            }),
          ),
          views,
          environments: [],
          freshness,
          rebuilds: Rebuilds.create({
            environments: [],
            freshness,
            store: rebuildStore,
            builds: undefined,
          }),
          store: rebuildStore,
          auditor: mockServices.auditor.mock(),
          permissions: mockServices.permissions.mock(),
          previews: Previews.create({ openSources }),
          auth: mockServices.auth(),
          httpAuth: mockServices.httpAuth({
            defaultCredentials: mockCredentials.none(),
          }),
          catalog: catalogByUser(all, {
            'user:default/reader': all,
            'user:default/partial': exampleEntities.filter(
              ({ metadata }) =>
                metadata.name === 'upload-lambda' || metadata.name === 'dynamo',
            ),
          }),
        }),
      )
      .use(mockErrorHandler());

    const router = new TestRouter(app, store, openSources);
    await router.save('receipts');
    await router.save('live', await scan(liveTree));
    await router.save('other', {
      ...exampleMonorepo,
      packages: [examplePackage('shared')],
      lambdas: [],
      baseImages: [],
      diagnostics: [],
    });
    await store.saveFailure('broken', undefined, {
      failedAt,
      error: 'There is no folder /broken',
    });
    return router;
  }

  private constructor(
    readonly app: express.Express,
    readonly store: SnapshotStore,
    private readonly openSources: OpenSources,
  ) {}

  /** Saves the first scan of a source. */
  save(id: string, monorepo = exampleMonorepo) {
    return this.store.saveScan(id, undefined, {
      target: 'x',
      monorepo,
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt,
    });
  }

  /** Every answer is checked against openapi.yaml. */
  async get(
    path: string,
    authorization = callers.service,
    headers: Record<string, string> = {},
  ): Promise<request.Response> {
    const response = await request(this.app)
      .get(path)
      .set({ ...headers, Authorization: authorization });
    checkResponse(path, response);
    return response;
  }

  /** As {@link TestRouter.get}. */
  async post(
    path: string,
    body: object,
    authorization = callers.service,
  ): Promise<request.Response> {
    const response = await request(this.app)
      .post(path)
      .set('Authorization', authorization)
      .send(body);
    checkResponse(path, response, 'post');
    return response;
  }

  async stop(): Promise<void> {
    await this.openSources.closeAll();
  }
}
