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
import { readSourcesConfig } from '../config/readSourcesConfig';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { ObservationStore } from '../freshness/ObservationStore';
import { OpenSources } from '../preview/OpenSources';
import { Previews } from '../preview/Previews';
import { Rebuilds } from '../rebuild/api/Rebuilds';
import { DatabaseRebuildStore } from '../rebuild/store/DatabaseRebuildStore';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { DatabaseSnapshotStore } from '../store/DatabaseSnapshotStore';
import { SnapshotStore } from '../store/SnapshotStore';
import { catalogByUser } from '../__testUtils__/catalogByUser';
import { checkResponse } from '../__testUtils__/checkResponse';
import {
  exampleEntities,
  exampleEntity,
} from '../__testUtils__/exampleEntities';
import {
  exampleMonorepo,
  examplePackage,
} from '../__testUtils__/exampleMonorepo';
import { createRouter } from './createRouter';

const scannedAt = new Date('2026-01-01T10:00:00.000Z');
const failedAt = new Date('2026-01-01T11:00:00.000Z');

const service = mockCredentials.service.header();
const reader = mockCredentials.user.header('user:default/reader');
const stranger = mockCredentials.user.header('user:default/stranger');
const partial = mockCredentials.user.header('user:default/partial');

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

describe('createRouter', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let store: SnapshotStore;
  let app: express.Express;
  let openSources: OpenSources;

  const save = (id: string, monorepo = exampleMonorepo) =>
    store.saveScan(id, undefined, {
      target: 'x',
      monorepo,
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt,
    });

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    store = await DatabaseSnapshotStore.create({
      database: mockServices.database({ knex }),
    });
    const views = SnapshotViews.create({ store });
    const rebuildStore = DatabaseRebuildStore.create(knex);
    const freshness = FreshnessViews.create({
      views,
      observations: ObservationStore.create(knex),
      store: rebuildStore,
    });
    const receipts = { defaultOwner: 'platform' };
    app = express()
      .use(
        createRouter({
          sources: readSourcesConfig(
            mockServices.rootConfig({
              data: {
                baseImages: {
                  sources: {
                    broken: { ...receipts, target: '/broken' },
                    live: { ...receipts, target: '/live' },
                    new: { ...receipts, target: '/new' },
                    other: { ...receipts, target: '/other' },
                    receipts: {
                      ...receipts,
                      target: 'https://github.com/acme/receipts',
                    },
                  },
                },
              },
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
          previews: Previews.create({
            openSources: (openSources = OpenSources.create({
              reader: {
                read: async (_, __, use) => ({
                  result: await use({ tree: liveTree, etag: undefined }),
                }),
              },
            })),
          }),
          auth: mockServices.auth(),
          httpAuth: mockServices.httpAuth({
            defaultCredentials: mockCredentials.none(),
          }),
          catalog: catalogByUser(entities, {
            'user:default/reader': entities,
            'user:default/partial': exampleEntities.filter(
              ({ metadata }) =>
                metadata.name === 'upload-lambda' || metadata.name === 'dynamo',
            ),
          }),
        }),
      )
      .use(mockErrorHandler());

    await save('receipts');
    await save('live', await scan(liveTree));
    await save('other', {
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
  });

  afterAll(() => openSources.closeAll());

  /** Every answer is checked against openapi.yaml. */
  const get = async (
    path: string,
    authorization = service,
    headers: Record<string, string> = {},
  ) => {
    const response = await request(app)
      .get(path)
      .set({ ...headers, Authorization: authorization });
    checkResponse(path, response);
    return response;
  };

  describe('authorization', () => {
    const paths = [
      '/sources/receipts',
      '/sources/receipts/snapshot',
      '/sources/receipts/graph',
      '/sources/receipts/coverage',
      '/sources/receipts/diagnostics',
      '/sources/receipts/lookup?packages=receipt-label',
      '/entities/component/default/upload-lambda/coverage',
      '/entities/component/default/upload-lambda/base-images',
      '/entities/component/default/api-lambda/with-base',
    ];

    it.each(['/sources', ...paths])('asks for a token: %s', async path => {
      const response = await get(path, mockCredentials.none.header());
      expect(response.status).toBe(401);
    });

    it.each(paths)('is decided by the catalog: %s', async path => {
      expect((await get(path, service)).status).toBe(200);
      expect((await get(path, reader)).status).toBe(200);
      const refused = await get(path, stranger);
      expect(refused.status).toBe(404);
      expect(refused.body.error).toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('or you may not read it'),
      });
    });

    it('does not open a source to those who may read one of its entities only', async () => {
      expect(
        (
          await get(
            '/entities/component/default/upload-lambda/coverage',
            partial,
          )
        ).status,
      ).toBe(200);
      expect((await get('/sources/receipts/snapshot', partial)).status).toBe(
        404,
      );
    });

    it('tells no source that is not there from one that may not be read', async () => {
      const gone = await get('/sources/gone', stranger);
      const hidden = await get('/sources/receipts', stranger);
      expect(gone.status).toBe(404);
      expect(gone.body.error.message.replaceAll('gone', 'receipts')).toBe(
        hidden.body.error.message,
      );
    });
  });

  describe('GET /sources', () => {
    const ids = (response: request.Response) =>
      response.body.items.map((item: { id: string }) => item.id);

    it('lists what the caller may read, with how the scans went', async () => {
      expect(ids(await get('/sources'))).toEqual([
        'broken',
        'live',
        'new',
        'other',
        'receipts',
      ]);
      expect(ids(await get('/sources', stranger))).toEqual([]);

      const { body } = await get('/sources', reader);
      expect(body).toEqual({
        items: [expect.objectContaining({ id: 'other' }), expect.anything()],
        totalItems: 2,
        pageInfo: {},
      });
      expect(body.items[1]).toEqual({
        id: 'receipts',
        target: 'https://github.com/acme/receipts',
        entities: expect.objectContaining({
          defaultOwner: 'group:default/platform',
        }),
        scan: {
          state: 'ok',
          revision: exampleMonorepo.revision,
          treeHash: exampleMonorepo.treeHash,
          scannedAt: scannedAt.toISOString(),
          failedAt: null,
          error: null,
          packages: 4,
          lambdas: 2,
          baseImages: 2,
          diagnostics: { error: 1, warning: 2, info: 1 },
        },
      });
    });

    it('comes in pages', async () => {
      const first = await get('/sources?limit=4');
      expect(ids(first)).toEqual(['broken', 'live', 'new', 'other']);
      const cursor = first.body.pageInfo.nextCursor;
      const second = await get(`/sources?limit=4&cursor=${cursor}`);
      expect(ids(second)).toEqual(['receipts']);
      expect(second.body.pageInfo).toEqual({});
    });

    it.each([
      ['limit=0', 'limit'],
      ['limit=501', 'limit'],
      ['limit=many', 'limit'],
      ['cursor=abc', "'abc' is no cursor"],
      ['cursor=eyJhIjoxfQ', 'is no cursor'],
      ['page=2', "Unknown query parameter 'page'"],
    ])('refuses %s', async (query, message) => {
      const { status, body } = await get(`/sources?${query}`);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
    });
  });

  describe('before the first good scan', () => {
    it('says so', async () => {
      expect((await get('/sources/new')).body.scan).toMatchObject({
        state: 'pending',
        scannedAt: null,
        error: null,
      });
      const { status, body } = await get('/sources/new/snapshot');
      expect(status).toBe(503);
      expect(body.error).toMatchObject({
        name: 'ServiceUnavailableError',
        message:
          "Source 'new' has not been scanned yet: ask again when its first scan has ended",
      });
      expect(
        (await get('/entities/component/default/not-scanned/coverage')).status,
      ).toBe(503);
    });

    it('says why', async () => {
      expect((await get('/sources/broken')).body.scan).toMatchObject({
        state: 'pending',
        failedAt: failedAt.toISOString(),
        error: 'There is no folder /broken',
      });
      const { status, body } = await get('/sources/broken/coverage');
      expect(status).toBe(503);
      expect(body.error.message).toBe(
        "Source 'broken' could not be scanned yet: There is no folder /broken",
      );
    });
  });

  it('serves its description', async () => {
    const { body } = await request(app)
      .get('/openapi.json')
      .set('Authorization', service);
    expect(body).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/' }],
      paths: { '/sources': expect.anything() },
    });
  });

  it('serves snapshots, with edges and coverage', async () => {
    const { body } = await get('/sources/receipts/snapshot');
    expect(body).toEqual({
      sourceId: 'receipts',
      scannedAt: scannedAt.toISOString(),
      ...exampleMonorepo,
      packages: exampleMonorepo.packages.map((item, index) => ({
        ...item,
        dependencies: [
          ['receipt-dynamo'],
          [],
          ['receipt-dynamo'],
          ['receipt-label'],
        ][index],
      })),
      lambdas: [
        { ...exampleMonorepo.lambdas[0], baseImage: null, coverage: null },
        { ...exampleMonorepo.lambdas[1], baseImage: 'label', coverage: 0.5 },
      ],
    });
  });

  it('answers 304 while nothing has changed, even to fetch', async () => {
    for (const path of [
      '/sources',
      '/sources/receipts',
      '/sources/receipts/snapshot',
      '/sources/receipts/graph',
      '/sources/receipts/coverage',
      '/entities/component/default/upload-lambda/coverage',
    ]) {
      const first = await get(path);
      const { etag } = first.headers;
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(first.headers['cache-control']).toBe('private, no-cache');

      // As browsers and Node send it, and as a proxy that compresses hands it on.
      const second = await get(path, service, {
        'If-None-Match': `"other", W/${etag}`,
        'Cache-Control': 'no-cache',
      });
      expect([path, second.status, second.text]).toEqual([path, 304, '']);
      expect(second.headers.etag).toBe(etag);

      const other = await get(path, service, { 'If-None-Match': '"x"' });
      expect(other.status).toBe(200);
      // Authorized before anything is compared.
      const refused = await get(path, mockCredentials.none.header(), {
        'If-None-Match': etag,
      });
      expect(refused.status).toBe(401);
    }
  });

  it('serves the graph', async () => {
    const { body } = await get('/sources/receipts/graph');
    expect(body).toMatchObject({
      topologicalOrder: [
        'receipt-dynamo',
        'receipt-chroma',
        'receipt-label',
        'receipt-upload',
      ],
      cycles: [],
    });
    expect(body.packages[2]).toMatchObject({
      name: 'receipt-label',
      extras: { full: ['receipt-chroma'] },
      dependents: ['receipt-upload'],
    });
  });

  it('serves coverage of every Lambda in pages', async () => {
    const report = {
      lambda: 'infra/report/Dockerfile',
      name: 'report',
      dockerfile: 'infra/report/Dockerfile',
      baseImage: null,
      required: 0,
      covered: 0,
      coverage: null,
    };
    const first = await get('/sources/receipts/coverage?limit=1');
    expect(first.body).toEqual({
      items: [report],
      totalItems: 2,
      pageInfo: { nextCursor: expect.any(String) },
    });
    const { nextCursor } = first.body.pageInfo;
    const second = await get(
      `/sources/receipts/coverage?limit=1&cursor=${nextCursor}`,
    );
    expect(second.body).toEqual({
      items: [
        expect.objectContaining({
          name: 'upload',
          baseImage: 'label',
          required: 4,
          covered: 2,
          coverage: 0.5,
        }),
      ],
      totalItems: 2,
      pageInfo: {},
    });
  });

  it('serves every diagnostic once, in pages', async () => {
    const found = [];
    let query = 'limit=1';
    for (;;) {
      const { body } = await get(`/sources/receipts/diagnostics?${query}`);
      found.push(...body.items);
      if (!body.pageInfo.nextCursor) {
        break;
      }
      query = `limit=1&cursor=${body.pageInfo.nextCursor}`;
    }
    expect(found).toEqual(exampleMonorepo.diagnostics);
  });

  describe('GET /sources/{sourceId}/lookup', () => {
    const lookup = (query: string) => get(`/sources/receipts/lookup?${query}`);

    it('looks up by the whole set that is required', async () => {
      const { body } = await lookup(
        'packages=receipt-upload,receipt_label[full]',
      );
      expect(body).toMatchObject({
        baseImage: 'label',
        coverage: 0.5,
        uncovered: [
          { package: 'receipt-label', extras: ['full'] },
          { package: 'receipt-upload', extras: [] },
        ],
        alternatives: [{ baseImage: 'dynamo', coverage: 0.25 }],
      });
    });

    it('heeds platform, Python and supersets', async () => {
      const dynamo = 'packages=receipt-dynamo';
      expect((await lookup(dynamo)).body).toMatchObject({
        baseImage: 'dynamo',
        alternatives: [],
      });
      expect((await lookup(`${dynamo}&supersets=true`)).body).toMatchObject({
        baseImage: 'dynamo',
        alternatives: [{ baseImage: 'label' }],
      });
      for (const other of ['platform=linux/amd64', 'python=3.13']) {
        expect((await lookup(`${dynamo}&${other}`)).body).toMatchObject({
          baseImage: null,
          coverage: 0,
        });
      }
    });

    it.each([
      ['', 'packages'],
      ['packages=receipt-lable', 'no package receipt-lable'],
      ['packages=receipt-label[fll]', 'does not offer the extra fll'],
      ['packages=a b', 'Cannot read the requirement'],
      ['packages=,', "'packages' names no package"],
      ['packages=receipt-label&supersets=maybe', 'supersets'],
    ])('refuses ?%s', async (query, message) => {
      const { status, body } = await lookup(query);
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });
  });

  describe('GET /entities/{kind}/{namespace}/{name}/base-images', () => {
    it('tells how every base image fits a Lambda', async () => {
      const { body } = await get(
        '/entities/component/default/upload-lambda/base-images',
      );
      expect(body).toMatchObject({
        sourceId: 'receipts',
        lambda: 'upload',
        required: 4,
        best: 'label',
        items: [
          { baseImage: 'label', coverage: 0.5, mismatches: [] },
          { baseImage: 'dynamo', coverage: 0.25, mismatches: [] },
        ],
      });
    });

    it.each([
      ['component/default/receipt-label', 'stands for no Lambda'],
      ['component/default/nothing', 'stands for nothing'],
    ])('refuses %s', async (ref, message) => {
      const { status, body } = await get(`/entities/${ref}/base-images`);
      expect(status).toBe(404);
      expect(body.error.message).toContain(message);
    });
  });

  describe('GET /entities/{kind}/{namespace}/{name}/with-base', () => {
    it('shows what the Dockerfile becomes, or why it stays', async () => {
      const path = '/entities/component/default/api-lambda/with-base';
      const { body } = await get(path);
      expect(body).toMatchObject({
        coverage: { baseImage: 'core', coverage: 1 },
        files: [{ path: 'api/Dockerfile.with_base', change: 'added' }],
        refusals: [],
      });
      expect((await get(`${path}?baseImage=core`)).body).toEqual(body);
      expect((await get(`${path}?baseImage=gone`)).body).toMatchObject({
        coverage: null,
        files: [],
        refusals: [{ reason: 'There is no base image gone.' }],
      });
    });

    it('tells that the files have changed since the last scan', async () => {
      const { status, body } = await get(
        '/entities/component/default/upload-lambda/with-base',
      );
      expect(status).toBe(409);
      expect(body.error).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('has changed since its last scan'),
      });
    });
  });

  describe('POST /sources/{sourceId}/base-image-preview', () => {
    const post = async (body: object, authorization = service) => {
      const path = '/sources/live/base-image-preview';
      const response = await request(app)
        .post(path)
        .set('Authorization', authorization)
        .send(body);
      checkResponse(path, response, 'post');
      return response;
    };
    const image = { name: 'more', from: 'core', packages: ['core'] };

    it('shows the declaration and the Dockerfile of a base image', async () => {
      expect((await post({ image })).body).toMatchObject({
        files: [
          { path: 'base-images.yaml', change: 'changed' },
          { path: '.base-images/more.Dockerfile', change: 'added' },
        ],
        refusals: [],
      });
      expect(
        (await post({ image: { ...image, packages: ['gone'] } })).body,
      ).toMatchObject({
        files: [],
        refusals: [{ file: 'base-images.yaml', line: 8 }],
      });
    });

    it.each([
      [{}, 'image'],
      [{ image: { from: 'core' } }, 'name'],
      [{ image: { ...image, packages: [1] } }, 'packages'],
    ])('refuses %j', async (body, message) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(message);
    });

    it('is for those who may read the source', async () => {
      const none = mockCredentials.none.header();
      expect((await post({ image }, none)).status).toBe(401);
      expect((await post({ image }, stranger)).status).toBe(404);
    });
  });

  describe('GET /entities/{kind}/{namespace}/{name}/coverage', () => {
    const coverage = (ref: string, authorization?: string) =>
      get(`/entities/${ref}/coverage`, authorization);
    const scanned = {
      sourceId: 'receipts',
      revision: exampleMonorepo.revision,
      scannedAt: scannedAt.toISOString(),
      scanError: null,
    };
    const component = (name: string) => ({
      name,
      entityRef: `component:default/${name}`,
    });
    const resource = (name: string) => ({
      name,
      entityRef: `resource:default/${name}`,
    });
    const upload = {
      name: 'receipt-upload',
      entityRef: 'component:default/my-upload',
    };

    it('describes a Lambda', async () => {
      const { body } = await coverage(
        'Component/default/upload-lambda',
        reader,
      );
      expect(body).toEqual({
        ...scanned,
        diagnostics: [exampleMonorepo.diagnostics[2]],
        kind: 'lambda',
        name: 'upload',
        dockerfile: 'infra/upload/Dockerfile',
        parent: 'public.ecr.aws/lambda/python:3.12',
        python: '3.12',
        platform: 'linux/arm64',
        confidence: 'exact',
        confidenceLine: null,
        baseImage: resource('label'),
        coverage: 0.5,
        covered: [
          { ...component('receipt-chroma'), extras: [] },
          { ...component('receipt-dynamo'), extras: [] },
        ],
        uncovered: [
          {
            ...component('receipt-label'),
            extras: ['full'],
            missingExtras: ['full'],
          },
          { ...upload, extras: [], missingExtras: [] },
        ],
        missing: [
          { ...component('receipt-chroma'), extras: [] },
          { ...component('receipt-dynamo'), extras: [] },
        ],
        alternatives: [{ ...resource('dynamo'), coverage: 0.25 }],
      });
    });

    it('describes a package', async () => {
      const { body } = await coverage('component/default/receipt-label');
      expect(body).toEqual({
        ...scanned,
        diagnostics: [exampleMonorepo.diagnostics[3]],
        kind: 'package',
        name: 'receipt-label',
        baseImages: [{ ...resource('label'), extras: [] }],
        dependencyBaseImages: [],
        lambdas: [
          {
            name: 'upload',
            entityRef: 'component:default/upload-lambda',
            extras: ['full'],
            installed: true,
          },
        ],
      });
    });

    it('describes a base image', async () => {
      expect((await coverage('resource/default/label')).body).toEqual({
        ...scanned,
        diagnostics: [exampleMonorepo.diagnostics[1]],
        kind: 'base-image',
        name: 'label',
        include: 'packages',
        parentBaseImage: resource('dynamo'),
        parentImage: 'public.ecr.aws/lambda/python:3.12',
        python: '3.12',
        platforms: ['linux/arm64'],
        packages: ['receipt-chroma', 'receipt-dynamo', 'receipt-label'].map(
          name => ({ ...component(name), extras: [] }),
        ),
        dependenciesOf: [],
        lambdas: [
          {
            name: 'upload',
            entityRef: 'component:default/upload-lambda',
            coverage: 0.5,
          },
        ],
        children: [],
      });
      expect((await coverage('resource/default/dynamo')).body).toMatchObject({
        diagnostics: [exampleMonorepo.diagnostics[0]],
        parentBaseImage: null,
        lambdas: [],
        children: [resource('label')],
      });
    });

    it('links only what the caller may read', async () => {
      const { body, headers } = await coverage(
        'component/default/upload-lambda',
        partial,
      );
      expect(body).toMatchObject({
        coverage: 0.5,
        baseImage: { name: 'label', entityRef: null },
        alternatives: [resource('dynamo')],
      });
      expect(
        [...body.covered, ...body.uncovered].map(link => link.entityRef),
      ).toEqual([null, null, null, null]);
      // Nor may one caller's answer stand for another's.
      expect(headers.etag).not.toBe(
        (await coverage('component/default/upload-lambda')).headers.etag,
      );
    });

    it('finds the only source of an entity that a person wrote', async () => {
      const { body } = await coverage('component/default/my-upload', reader);
      expect(body).toMatchObject({
        kind: 'package',
        sourceId: 'receipts',
        name: 'receipt-upload',
      });
    });

    it.each([
      ['gone', "no entity 'component:default/gone', or you may not read it"],
      [
        'nothing',
        "stands for nothing in a monorepo: give it one of the annotations 'base-images/lambda', 'base-images/image', 'base-images/package'",
      ],
      [
        'unknown-source',
        "no source 'gone' in 'baseImages.sources': correct annotation 'base-images/source'",
      ],
      [
        'unknown-package',
        "scan of source 'receipts' did not find 'base-images/package: receipt-gone'",
      ],
      ['homeless', "No source has 'base-images/package: nowhere'"],
    ])('explains why there is none for %s', async (name, message) => {
      const { status, body } = await coverage(`component/default/${name}`);
      expect(status).toBe(404);
      expect(body.error.message).toContain(message);
    });

    it('asks for the source where several have the package', async () => {
      await save('new', {
        ...exampleMonorepo,
        packages: [examplePackage('shared')],
      });
      const { status, body } = await coverage('component/default/ambiguous');
      expect(status).toBe(404);
      expect(body.error.message).toBe(
        "Several sources have 'base-images/package: shared' of 'component:default/ambiguous': set annotation 'base-images/source' to the id of the one that is meant",
      );
    });
  });

  it('shows the next scan at once, and a failure beside what was found', async () => {
    const before = await get('/sources/receipts/snapshot');
    const entity = '/entities/component/default/receipt-dynamo/coverage';
    await store.saveFailure('receipts', 1, { failedAt, error: 'Gone' });
    expect((await get(entity)).body).toMatchObject({ scanError: 'Gone' });
    expect((await get('/sources/receipts')).body.scan).toMatchObject({
      state: 'failed',
      packages: 4,
    });
    expect((await get('/sources/receipts/snapshot')).headers.etag).toBe(
      before.headers.etag,
    );

    await store.saveScan('receipts', 2, {
      target: 'x',
      monorepo: { ...exampleMonorepo, revision: null, baseImages: [] },
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt: failedAt,
    });
    const after = await get('/sources/receipts/snapshot');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body).toMatchObject({
      revision: null,
      scannedAt: failedAt.toISOString(),
      baseImages: [],
    });
    expect((await get(entity)).body).toMatchObject({
      scanError: null,
      baseImages: [],
    });
  });
});
