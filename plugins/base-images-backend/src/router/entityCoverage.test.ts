import { TestDatabases } from '@backstage/backend-test-utils';
import { exampleEntity } from '../__testUtils__/exampleEntities';
import {
  exampleMonorepo,
  examplePackage,
} from '../__testUtils__/exampleMonorepo';
import { callers, scannedAt, TestRouter } from './__testUtils__/TestRouter';

const { reader, partial } = callers;

jest.setTimeout(60_000);

describe('GET /entities/{kind}/{namespace}/{name}/coverage', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let router: TestRouter;

  beforeAll(async () => {
    router = await TestRouter.start(databases);
  });
  afterAll(() => router.stop());

  const coverage = (ref: string, authorization?: string) =>
    router.get(`/entities/${ref}/coverage`, authorization);
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
    const { body } = await coverage('Component/default/upload-lambda', reader);
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
          required: true,
          installed: true,
          baseImage: null,
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
      "no source 'gone' in 'baseImages.sources' that 'component:default/unknown-source' may stand for: correct annotation 'base-images/source'",
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
    await router.save('new', {
      ...exampleMonorepo,
      packages: [examplePackage('shared')],
    });
    const { status, body } = await coverage('component/default/ambiguous');
    expect(status).toBe(404);
    expect(body.error.message).toBe(
      "Several sources have 'base-images/package: shared' of 'component:default/ambiguous': set annotation 'base-images/source' to the id of the one that is meant",
    );
  });

  describe('of entities that people wrote', () => {
    const written = (
      name: string,
      location: string,
      annotations: Record<string, string>,
    ) => {
      const entity = exampleEntity('Component', name, annotations);
      Object.assign(entity.metadata.annotations!, {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      });
      return entity;
    };
    const inside =
      'url:https://github.com/acme/receipts/blob/main/catalog-info.yaml';
    const outside =
      'url:https://github.com/other/portal/blob/main/catalog-info.yaml';
    const named = { source: 'receipts', package: 'receipt-dynamo' };

    let another: TestRouter;
    beforeAll(async () => {
      another = await TestRouter.start(databases, {
        entities: [
          // Each would come before the entity that the module of the catalog makes, by its name.
          written('a-outside', outside, named),
          written('b-outside', outside, { package: 'receipt-dynamo' }),
          written('c-outside', outside, { source: 'gone', package: 'x' }),
          written('d-inside', inside, {
            source: 'receipts',
            package: 'receipt-chroma',
          }),
          written('e-inside', inside, { package: 'receipt-upload' }),
          written('f-inside', inside, { package: 'shared' }),
        ],
      });
      await another.save('new', {
        ...exampleMonorepo,
        packages: [examplePackage('receipt-upload')],
      });
    });
    afterAll(() => another.stop());

    const read = (name: string) =>
      another.get(`/entities/component/default/${name}/coverage`, reader);

    it('says nothing about a part that the entity may not stand for, nor whether there is one', async () => {
      const answers = await Promise.all(
        ['a-outside', 'b-outside', 'c-outside'].map(read),
      );
      for (const { status, body } of answers) {
        expect(status).toBe(404);
        expect(body.error.message).toMatch(
          /, or let its location 'url:https:\/\/github.com\/other\/.*' stand for parts of the source by 'trustedLocations'$/,
        );
      }
      const [there, , gone] = answers.map(({ body }) => body.error.message);
      expect(
        there.replace('receipts', 'gone').replaceAll('a-out', 'c-out'),
      ).toBe(gone);
    });

    it('takes those of the monorepo itself, which need no source where others have such a part', async () => {
      expect((await read('d-inside')).body.name).toBe('receipt-chroma');
      expect((await read('e-inside')).body.sourceId).toBe('receipts');
      expect((await read('f-inside')).status).toBe(404);
    });

    it('links to no entity that may not stand for the part', async () => {
      const { body } = await read('upload-lambda');
      expect(body.covered).toEqual([
        {
          name: 'receipt-chroma',
          entityRef: 'component:default/d-inside',
          extras: [],
        },
        { ...component('receipt-dynamo'), extras: [] },
      ]);
      expect(body.uncovered[1]).toMatchObject({
        name: 'receipt-upload',
        entityRef: 'component:default/e-inside',
      });
    });
  });
});
