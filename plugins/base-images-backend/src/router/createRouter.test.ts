import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { exampleMonorepo } from '../__testUtils__/exampleMonorepo';
import {
  callers,
  failedAt,
  scannedAt,
  TestRouter,
} from './__testUtils__/TestRouter';

const { service, reader, stranger, partial, none } = callers;

jest.setTimeout(60_000);

describe('createRouter', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let router: TestRouter;

  beforeAll(async () => {
    router = await TestRouter.start(databases);
  });
  afterAll(() => router.stop());

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
      const response = await router.get(path, none);
      expect(response.status).toBe(401);
    });

    it.each(paths)('is decided by the catalog: %s', async path => {
      expect((await router.get(path, service)).status).toBe(200);
      expect((await router.get(path, reader)).status).toBe(200);
      const refused = await router.get(path, stranger);
      expect(refused.status).toBe(404);
      expect(refused.body.error).toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('or you may not read it'),
      });
    });

    it('does not open a source to those who may read one of its entities only', async () => {
      expect(
        (
          await router.get(
            '/entities/component/default/upload-lambda/coverage',
            partial,
          )
        ).status,
      ).toBe(200);
      expect(
        (await router.get('/sources/receipts/snapshot', partial)).status,
      ).toBe(404);
    });

    it('tells no source that is not there from one that may not be read', async () => {
      const gone = await router.get('/sources/gone', stranger);
      const hidden = await router.get('/sources/receipts', stranger);
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
      expect(ids(await router.get('/sources'))).toEqual([
        'broken',
        'live',
        'new',
        'other',
        'receipts',
      ]);
      expect(ids(await router.get('/sources', stranger))).toEqual([]);

      const { body } = await router.get('/sources', reader);
      expect(body).toEqual({
        items: [expect.objectContaining({ id: 'other' }), expect.anything()],
        totalItems: 2,
        pageInfo: {},
      });
      expect(body.items[1]).toEqual({
        id: 'receipts',
        target: 'https://github.com/acme/receipts/tree/main',
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
      const first = await router.get('/sources?limit=4');
      expect(ids(first)).toEqual(['broken', 'live', 'new', 'other']);
      const cursor = first.body.pageInfo.nextCursor;
      const second = await router.get(`/sources?limit=4&cursor=${cursor}`);
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
      const { status, body } = await router.get(`/sources?${query}`);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
    });
  });

  describe('before the first good scan', () => {
    it('says so', async () => {
      expect((await router.get('/sources/new')).body.scan).toMatchObject({
        state: 'pending',
        scannedAt: null,
        error: null,
      });
      const { status, body } = await router.get('/sources/new/snapshot');
      expect(status).toBe(503);
      expect(body.error).toMatchObject({
        name: 'ServiceUnavailableError',
        message:
          "Source 'new' has not been scanned yet: ask again when its first scan has ended",
      });
      expect(
        (await router.get('/entities/component/default/not-scanned/coverage'))
          .status,
      ).toBe(503);
    });

    it('says why', async () => {
      expect((await router.get('/sources/broken')).body.scan).toMatchObject({
        state: 'pending',
        failedAt: failedAt.toISOString(),
        error: 'There is no folder /broken',
      });
      const { status, body } = await router.get('/sources/broken/coverage');
      expect(status).toBe(503);
      expect(body.error.message).toBe(
        "Source 'broken' could not be scanned yet: There is no folder /broken",
      );
    });
  });

  it('serves its description', async () => {
    const { body } = await request(router.app)
      .get('/openapi.json')
      .set('Authorization', service);
    expect(body).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/' }],
      paths: { '/sources': expect.anything() },
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
      const first = await router.get(path);
      const { etag } = first.headers;
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(first.headers['cache-control']).toBe('private, no-cache');

      // As browsers and Node send it, and as a proxy that compresses hands it on.
      const second = await router.get(path, service, {
        'If-None-Match': `"other", W/${etag}`,
        'Cache-Control': 'no-cache',
      });
      expect([path, second.status, second.text]).toEqual([path, 304, '']);
      expect(second.headers.etag).toBe(etag);

      const other = await router.get(path, service, { 'If-None-Match': '"x"' });
      expect(other.status).toBe(200);
      // Authorized before anything is compared.
      const refused = await router.get(path, none, {
        'If-None-Match': etag,
      });
      expect(refused.status).toBe(401);
    }
  });

  it('shows the next scan at once, and a failure beside what was found', async () => {
    const before = await router.get('/sources/receipts/snapshot');
    const entity = '/entities/component/default/receipt-dynamo/coverage';
    await router.store.saveFailure('receipts', 1, { failedAt, error: 'Gone' });
    expect((await router.get(entity)).body).toMatchObject({
      scanError: 'Gone',
    });
    expect((await router.get('/sources/receipts')).body.scan).toMatchObject({
      state: 'failed',
      packages: 4,
    });
    expect((await router.get('/sources/receipts/snapshot')).headers.etag).toBe(
      before.headers.etag,
    );

    await router.store.saveScan('receipts', 2, {
      target: 'x',
      monorepo: { ...exampleMonorepo, revision: null, baseImages: [] },
      readerEtag: undefined,
      engineVersion: '1',
      scannedAt: failedAt,
    });
    const after = await router.get('/sources/receipts/snapshot');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body).toMatchObject({
      revision: null,
      scannedAt: failedAt.toISOString(),
      baseImages: [],
    });
    expect((await router.get(entity)).body).toMatchObject({
      scanError: null,
      baseImages: [],
    });
  });
});
