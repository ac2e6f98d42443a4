import { TestDatabases } from '@backstage/backend-test-utils';
import { exampleMonorepo } from '../__testUtils__/exampleMonorepo';
import { scannedAt, TestRouter } from './__testUtils__/TestRouter';

jest.setTimeout(60_000);

describe('the routes of a source', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let router: TestRouter;

  beforeAll(async () => {
    router = await TestRouter.start(databases);
  });
  afterAll(() => router.stop());

  it('serves snapshots, with edges and coverage', async () => {
    const { body } = await router.get('/sources/receipts/snapshot');
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

  it('serves the graph', async () => {
    const { body } = await router.get('/sources/receipts/graph');
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
    const first = await router.get('/sources/receipts/coverage?limit=1');
    expect(first.body).toEqual({
      items: [report],
      totalItems: 2,
      pageInfo: { nextCursor: expect.any(String) },
    });
    const { nextCursor } = first.body.pageInfo;
    const second = await router.get(
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
      const { body } = await router.get(
        `/sources/receipts/diagnostics?${query}`,
      );
      found.push(...body.items);
      if (!body.pageInfo.nextCursor) {
        break;
      }
      query = `limit=1&cursor=${body.pageInfo.nextCursor}`;
    }
    expect(found).toEqual(exampleMonorepo.diagnostics);
  });

  describe('GET /sources/{sourceId}/lookup', () => {
    const lookup = (query: string) =>
      router.get(`/sources/receipts/lookup?${query}`);

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
});
