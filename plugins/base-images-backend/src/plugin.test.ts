import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { DefaultBaseImagesClient } from '@base-images/backstage-plugin-base-images-common';
import { Knex } from 'knex';
import { waitFor } from './__testUtils__/waitFor';
import { baseImagesPlugin } from './plugin';
import { checkResponse } from './__testUtils__/checkResponse';
import { databasePerPlugin } from './__testUtils__/databasePerPlugin';
import { exampleEntity } from './__testUtils__/exampleEntities';

jest.setTimeout(60_000);

const manifest = (name: string) =>
  `[project]\nname = "${name}"\nversion = "1.0"\n`;

describe('baseImagesPlugin', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const folder = createMockDirectory();
  const options = { token: mockCredentials.service.token() };

  beforeEach(() => {
    folder.setContent({
      a: { 'int-a/pyproject.toml': manifest('int-a') },
      b: { 'int-b/pyproject.toml': manifest('int-b') },
    });
  });

  const sourceAt = (path: string) => ({
    target: folder.resolve(path),
    defaultOwner: 'platform',
  });

  async function start(sources: JsonObject, knex?: Knex) {
    const backend = await startTestBackend({
      features: [
        baseImagesPlugin,
        catalogServiceMock.factory({
          entities: [
            exampleEntity('System', 'one', { source: 'one' }),
            exampleEntity('Component', 'int-b', { package: 'int-b' }),
            exampleEntity('Component', 'upload-lambda', {
              source: 'one',
              lambda: 'infra/upload/Dockerfile',
            }),
            exampleEntity('Resource', 'base', { source: 'one', image: 'base' }),
          ],
        }),
        mockServices.rootConfig.factory({ data: { baseImages: { sources } } }),
        // The real scheduler, with its own rows in the database.
        ...(knex
          ? [schedulerServiceFactory, mockServices.database.factory({ knex })]
          : [databasePerPlugin]),
      ],
    });
    const client = DefaultBaseImagesClient.create({
      discoveryApi: {
        getBaseUrl: async pluginId =>
          `http://localhost:${backend.server.port()}/api/${pluginId}`,
      },
    });
    const packagesOf = async (id: string) =>
      (await client.getSnapshot(id, undefined, options))?.value.packages.map(
        item => item.name,
      );
    return { backend, client, packagesOf };
  }

  it('scans at start and serves what it found', async () => {
    const { backend, client, packagesOf } = await start({
      one: sourceAt('a'),
      two: sourceAt('b'),
    });
    expect(await packagesOf('one')).toEqual(['int-a']);
    expect(await packagesOf('two')).toEqual(['int-b']);

    const tagged = await client.getSnapshot('one', undefined, options);
    expect(
      await client.getSnapshot('one', tagged?.etag, options),
    ).toBeUndefined();

    const user = { token: mockCredentials.user.token() };
    expect((await client.getSources({}, user)).items).toMatchObject([
      { id: 'one', scan: { state: 'ok', packages: 1 } },
    ]);
    await expect(client.getGraph('two', user)).rejects.toMatchObject({
      statusCode: 404,
      cause: { name: 'NotFoundError' },
    });
    await expect(
      client.getSources({}, { token: 'mock-none-token' }),
    ).rejects.toMatchObject({ statusCode: 401 });
    await backend.stop();
  });

  it('answers as openapi.yaml says about a real monorepo', async () => {
    folder.setContent({
      receipts: {
        'int_a/pyproject.toml': manifest('int-a'),
        'int_b/pyproject.toml': `${manifest('int-b')}dependencies = ["int-a"]
[project.optional-dependencies]
full = ["int-c"]
`,
        'int_c/pyproject.toml': `${manifest('int-c')}[dependency-groups]
dev = ["int-a"]
`,
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["int_*"]\n',
        'infra/upload/Dockerfile': `FROM public.ecr.aws/lambda/python:3.12
COPY int_a /tmp/int_a
COPY int_b /tmp/int_b
RUN pip install /tmp/int_a "/tmp/int_b[full]"
COPY infra/upload/handler.py \${LAMBDA_TASK_ROOT}/
CMD ["handler.handler"]
`,
        'infra/upload/handler.py': '',
        'base-images.yaml': `version: 1
images:
  - name: base
    from: public.ecr.aws/lambda/python:3.12
    python: '3.12'
    packages: [int-b]
`,
      },
    });
    const { backend } = await start({ one: sourceAt('receipts') });
    const get = async (path: string) => {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api/base-images${path}`,
        { headers: { Authorization: mockCredentials.service.header() } },
      );
      const text = await response.text();
      checkResponse(path, { status: response.status, text });
      return { status: response.status, body: JSON.parse(text) };
    };
    for (const path of [
      '/sources',
      '/sources/one',
      '/sources/one/snapshot',
      '/sources/one/graph',
      '/sources/one/diagnostics',
      '/entities/component/default/int-b/coverage',
      '/entities/resource/default/base/coverage',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    expect((await get('/sources/one/coverage')).body.items).toMatchObject([
      { baseImage: 'base', required: 3, covered: 1, coverage: 1 / 3 },
    ]);
    expect(
      (await get('/sources/one/lookup?packages=int-b[full]')).body,
    ).toMatchObject({ baseImage: 'base', coverage: 1 / 3 });
    expect(
      (await get('/entities/component/default/upload-lambda/coverage')).body,
    ).toMatchObject({
      covered: [{ name: 'int-a' }],
      uncovered: [
        { name: 'int-b', extras: ['full'], missingExtras: ['full'] },
        { name: 'int-c', missingExtras: [] },
      ],
      missing: [{ name: 'int-c' }],
      diagnostics: [{ code: 'missing-package' }],
    });
    await backend.stop();
  });

  it.each(databases.eachSupportedId())(
    'scans at every start, however far away the stored next run is, and heeds the new configuration: %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const hourly = { schedule: { frequency: { hours: 1 } } };

      const first = await start(
        { one: { ...sourceAt('a'), ...hourly }, two: sourceAt('b') },
        knex,
      );
      await waitFor(async () => {
        expect(await first.packagesOf('one')).toEqual(['int-a']);
        expect(await first.packagesOf('two')).toEqual(['int-b']);
      });
      await first.backend.stop();

      folder.addContent({ 'b/int-c/pyproject.toml': manifest('int-c') });
      const second = await start(
        { one: { ...sourceAt('b'), ...hourly } },
        knex,
      );
      await waitFor(async () =>
        expect(await second.packagesOf('one')).toEqual(['int-b', 'int-c']),
      );
      expect((await second.client.getSources({}, options)).items).toMatchObject(
        [{ id: 'one' }],
      );
      expect(await knex('snapshots').pluck('source_id')).toEqual(['one']);
      await second.backend.stop();
    },
  );
});
