/**
 * @jest-environment node
 */
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { DefaultBaseImagesClient } from './DefaultBaseImagesClient';

const BASE_URL = 'http://backend.test/api/base-images';

describe('DefaultBaseImagesClient', () => {
  let received: Request;
  let answer: () => Promise<Response> | Response;
  const server = setupServer(
    http.all('*', ({ request }) => {
      received = request;
      return answer();
    }),
  );
  const client = DefaultBaseImagesClient.create({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://backend.test/api/${pluginId}`,
    },
  });

  beforeAll(() => server.listen());
  afterAll(() => server.close());
  beforeEach(() => {
    answer = () => HttpResponse.json({ some: 'body' });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['getSources', () => client.getSources(), '/sources'],
    [
      'getSources with a page',
      () => client.getSources({ limit: 2, cursor: 'a+b' }),
      '/sources?limit=2&cursor=a%2Bb',
    ],
    ['getSource', () => client.getSource('a/b'), '/sources/a%2Fb'],
    ['getGraph', () => client.getGraph('a'), '/sources/a/graph'],
    [
      'getCoverage',
      () => client.getCoverage('a', { limit: 1 }),
      '/sources/a/coverage?limit=1',
    ],
    [
      'getDiagnostics',
      () => client.getDiagnostics('a', { cursor: undefined }),
      '/sources/a/diagnostics',
    ],
    [
      'lookup',
      () =>
        client.lookup('a', {
          packages: ['x', 'y[z]'],
          platform: 'linux/arm64',
          supersets: true,
        }),
      '/sources/a/lookup?packages=x%2Cy%5Bz%5D&platform=linux%2Farm64&supersets=true',
    ],
    [
      'getEntityCoverage',
      () => client.getEntityCoverage('component:default/upload lambda'),
      '/entities/component/default/upload%20lambda/coverage',
    ],
    [
      'getLambdaBaseImages',
      () => client.getLambdaBaseImages('component:default/upload'),
      '/entities/component/default/upload/base-images',
    ],
    [
      'getWithBasePreview',
      () => client.getWithBasePreview('component:default/upload'),
      '/entities/component/default/upload/with-base',
    ],
    [
      'getWithBasePreview with a base image',
      () =>
        client.getWithBasePreview('component:default/upload', {
          baseImage: 'core',
        }),
      '/entities/component/default/upload/with-base?baseImage=core',
    ],
  ])('asks the backend: %s', async (_, call, path) => {
    expect(await call()).toEqual({ some: 'body' });
    expect(received.url).toBe(`${BASE_URL}${path}`);
    expect(received.method).toBe('GET');
    expect(received.headers.get('Authorization')).toBeNull();
  });

  it('sends what a preview is asked for', async () => {
    const request = { image: { name: 'core', packages: ['a'] } };
    expect(await client.getBaseImagePreview('a/b', request)).toEqual({
      some: 'body',
    });
    expect(received.method).toBe('POST');
    expect(received.url).toBe(`${BASE_URL}/sources/a%2Fb/base-image-preview`);
    expect(await received.json()).toEqual(request);
  });

  it('sends the token', async () => {
    await client.getSource('a', { token: 'secret' });
    expect(received.headers.get('Authorization')).toBe('Bearer secret');
  });

  it('gives the snapshot with its ETag', async () => {
    answer = () =>
      HttpResponse.json({ sourceId: 'a' }, { headers: { ETag: '"1"' } });
    expect(await client.getSnapshot('a')).toEqual({
      etag: '"1"',
      value: { sourceId: 'a' },
    });
    expect(received.headers.get('If-None-Match')).toBeNull();
  });

  it('gives no snapshot while the ETag still is the same', async () => {
    answer = () => new HttpResponse(null, { status: 304 });
    expect(await client.getSnapshot('a', '"1"')).toBeUndefined();
    expect(received.headers.get('If-None-Match')).toBe('"1"');
  });

  it.each([
    ['getSource', () => client.getSource('a')],
    ['getSnapshot', () => client.getSnapshot('a', '"1"')],
  ])('rejects with what the backend says: %s', async (_, call) => {
    answer = () =>
      HttpResponse.json(
        {
          error: { name: 'NotFoundError', message: 'There is no source' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      );
    await expect(call()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'There is no source' },
    });
  });

  it('stops when it is told to', async () => {
    answer = async () => {
      await delay('infinite');
      return HttpResponse.error();
    };
    const controller = new AbortController();
    const call = client.getSource('a', { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
