import { TestDatabases } from '@backstage/backend-test-utils';
import { callers, TestRouter } from './__testUtils__/TestRouter';

const { stranger, none } = callers;

jest.setTimeout(60_000);

describe('the previews', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let router: TestRouter;

  beforeAll(async () => {
    router = await TestRouter.start(databases);
  });
  afterAll(() => router.stop());

  describe('GET /entities/{kind}/{namespace}/{name}/base-images', () => {
    it('tells how every base image fits a Lambda', async () => {
      const { body } = await router.get(
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
      const { status, body } = await router.get(`/entities/${ref}/base-images`);
      expect(status).toBe(404);
      expect(body.error.message).toContain(message);
    });
  });

  describe('GET /entities/{kind}/{namespace}/{name}/with-base', () => {
    it('shows what the Dockerfile becomes, or why it stays', async () => {
      const path = '/entities/component/default/api-lambda/with-base';
      const { body } = await router.get(path);
      expect(body).toMatchObject({
        coverage: { baseImage: 'core', coverage: 1 },
        files: [{ path: 'api/Dockerfile.with_base', change: 'added' }],
        refusals: [],
      });
      expect((await router.get(`${path}?baseImage=core`)).body).toEqual(body);
      expect((await router.get(`${path}?baseImage=gone`)).body).toMatchObject({
        coverage: null,
        files: [],
        refusals: [{ reason: 'There is no base image gone.' }],
      });
    });

    it('tells that the files have changed since the last scan', async () => {
      const { status, body } = await router.get(
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
    const post = (body: object, authorization?: string) =>
      router.post('/sources/live/base-image-preview', body, authorization);
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
      expect((await post({ image }, none)).status).toBe(401);
      expect((await post({ image }, stranger)).status).toBe(404);
    });
  });
});
