import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { targetPaths } from '@backstage/cli-common';
import { JsonObject } from '@backstage/types';
import Ajv, { AnySchema } from 'ajv';
import { exampleEntity } from '../__testUtils__/exampleEntities';
import { TestBackend } from '../__testUtils__/TestBackend';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

const place = { sourceId: 'receipts', environment: 'production' };
const BASE = { kind: 'base-image', name: 'base', platform: 'linux/arm64' };

describe('the actions of the registry', () => {
  const folder = createMockDirectory({
    content: {
      'a/pyproject.toml': '[project]\nname = "int-a"\nversion = "1"\n',
      'base-images.yaml':
        'version: 1\nimages:\n  - name: base\n    from: public.ecr.aws/lambda/python:3.12\n    platforms: [linux/arm64]\n    packages: [int-a]\n',
      'api/Dockerfile':
        'FROM public.ecr.aws/lambda/python:3.12\nCOPY a /tmp/a\nRUN pip install /tmp/a\nCMD ["api.main"]\n',
    },
  });
  const registry = actionsRegistryServiceMock();
  let backend: TestBackend;

  const invoke = async <Output extends JsonObject>(
    name: string,
    input: JsonObject,
    credentials = mockCredentials.user('user:default/starter'),
  ) => {
    const { output } = await registry.invoke({
      id: `test:${name}`,
      input,
      credentials,
    });
    return output as Output;
  };

  beforeAll(async () => {
    backend = await TestBackend.start({
      target: folder.path,
      entities: [
        exampleEntity('System', 'receipts', { source: 'receipts' }),
        exampleEntity('Component', 'int-a', {
          source: 'receipts',
          package: 'int-a',
        }),
        exampleEntity('Resource', 'base', {
          source: 'receipts',
          image: 'base',
        }),
        exampleEntity('Component', 'api-lambda', {
          source: 'receipts',
          lambda: 'api/Dockerfile',
        }),
      ],
      readers: ['starter'],
      permissions: { starter: ['base-images.rebuild.create'] },
      actionsRegistry: registry,
    });
    await waitFor(async () => {
      await backend.runTask('observe:receipts:production');
      // There is nothing in the registry: what was not observed yet is unknown.
      const request = { ...place, statuses: ['unknown'] };
      const { environments } = await invoke<{
        environments: { totalImages: number }[];
      }>('freshness', request);
      if (environments[0].totalImages > 0) {
        throw new Error('Not observed yet');
      }
    });
  });
  afterAll(() => backend.stop());

  it('say what they do, with examples, and what they may change', async () => {
    const { actions } = await registry.list();
    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      ...['find-base-image', 'coverage', 'freshness', 'plan'].map(name => [
        name,
        { readOnly: true, destructive: false, idempotent: true },
      ]),
      [
        'start-rebuild',
        { readOnly: false, destructive: true, idempotent: false },
      ],
      [
        'rebuild-status',
        { readOnly: true, destructive: false, idempotent: true },
      ],
    ]);
    const page = readFileSync(
      resolve(targetPaths.rootDir, 'docs/actions/registry.md'),
      'utf8',
    );
    for (const { name, examples, schema } of actions) {
      expect(examples!.length).toBeGreaterThan(0);
      const section = page.split(`## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
      const documented = [...section.matchAll(/^\| `(\w+)`/gm)].map(
        ([, input]) => input,
      );
      expect([name, documented.sort()]).toEqual([
        name,
        Object.keys(schema.input.properties!).sort(),
      ]);
    }
  });

  it('have examples that their schemas allow', async () => {
    const { actions } = await registry.list();
    const ajv = new Ajv({ allErrors: true, strict: false });
    for (const { name, examples, schema } of actions) {
      for (const { title, input, output } of examples!) {
        const texts = [
          [schema.input, input],
          ...(output === undefined ? [] : [[schema.output, output]]),
        ];
        for (const [allowed, text] of texts) {
          ajv.validate(allowed as AnySchema, text);
          expect([name, title, ajv.errors]).toEqual([name, title, null]);
        }
      }
    }
  });

  it('find a base image', async () => {
    expect(
      await invoke('find-base-image', {
        sourceId: 'receipts',
        packages: ['Int_A'],
      }),
    ).toEqual({
      baseImage: 'base',
      covered: [{ package: 'int-a', extras: [] }],
      uncovered: [],
      coverage: 1,
      alternatives: [],
    });
  });

  it.each([
    ['component:default/api-lambda', { kind: 'lambda', coverage: 1 }],
    [
      'component:default/int-a',
      { kind: 'package', baseImages: [{ entityRef: 'resource:default/base' }] },
    ],
    ['resource:default/base', { kind: 'base-image', include: 'packages' }],
  ])('tell the coverage of %s', async (entityRef, entity) => {
    expect(await invoke('coverage', { entityRef })).toMatchObject({ entity });
  });

  it('tell the coverage of all Lambdas, page by page', async () => {
    expect(
      await invoke('coverage', { sourceId: 'receipts', limit: 1 }),
    ).toMatchObject({
      lambdas: [{ name: 'api', baseImage: 'base', coverage: 1 }],
      totalItems: 1,
    });
  });

  it('tell what is not fresh, of a source and of an entity', async () => {
    const { environments } = await invoke('freshness', {
      ...place,
      statuses: ['missing'],
      limit: 1,
    });
    expect(environments).toMatchObject([
      {
        environment: 'production',
        mayRebuild: true,
        images: [{ ...BASE, status: 'missing', building: null }],
        functions: [],
      },
    ]);
    expect(
      await invoke('freshness', { ...place, statuses: ['fresh'] }),
    ).toMatchObject({ environments: [{ totalImages: 0, images: [] }] });
    expect(
      await invoke('freshness', { entityRef: 'resource:default/base' }),
    ).toMatchObject({
      sourceId: 'receipts',
      environments: [{ totalImages: 1, images: [BASE] }],
    });
  });

  it.each([
    ['coverage', {}],
    ['coverage', { sourceId: 'receipts', entityRef: 'component:default/x' }],
    ['freshness', { sourceId: 'receipts' }],
    ['freshness', { ...place, entityRef: 'component:default/x' }],
  ])('say what %s needs: %p', async (name, input) => {
    await expect(invoke(name, input)).rejects.toThrow(
      /^Give either 'entityRef'/,
    );
  });

  it('plan a rebuild, start it once for a key, and tell how it goes on', async () => {
    const request = { ...place, images: [BASE], withoutDependents: true };
    const plan = await invoke<{ steps: { id: string }[] }>('plan', request);
    expect(plan).toMatchObject({
      ...place,
      steps: [{ ...BASE, status: 'missing', dependsOn: [] }],
      refused: [],
    });

    const started = await invoke<{ rebuildId: string }>('start-rebuild', {
      ...request,
      requestKey: 'one',
    });
    expect(started).toEqual({
      outcome: 'started',
      rebuildId: expect.any(String),
      state: 'running',
      steps: 1,
    });
    expect(
      await invoke('start-rebuild', { ...request, requestKey: 'one' }),
    ).toMatchObject({ outcome: 'existing', rebuildId: started.rebuildId });
    expect(
      await invoke('rebuild-status', { rebuildId: started.rebuildId }),
    ).toMatchObject({
      ...place,
      state: 'running',
      startedBy: 'user:default/starter',
      steps: [{ ...BASE, id: plan.steps[0].id }],
    });
  });

  it.each([
    ['find-base-image', { sourceId: 'receipts', packages: ['int-a'] }],
    ['coverage', { entityRef: 'component:default/api-lambda' }],
    ['freshness', place],
    ['plan', place],
    ['start-rebuild', place],
    ['rebuild-status', { rebuildId: 'none' }],
  ])('are closed to nobody, as the routes are: %s', async (name, input) => {
    await expect(
      registry.invoke({ id: `test:${name}`, input }),
    ).rejects.toMatchObject({ name: 'AuthenticationError' });
  });
});
