import { ConfigReader } from '@backstage/config';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { createFileUrls } from '@base-images/backstage-plugin-base-images-common';
import {
  createBaseImage,
  createLambda,
  createPackage,
  createReceiptsSnapshot,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { ExistingEntities } from './claimRefs';
import { toEntities } from './toEntities';

const NOTHING: ExistingEntities = {
  handWritten: {
    packages: new Map(),
    lambdas: new Map(),
    baseImages: new Map(),
    system: undefined,
  },
  taken: new Map(),
};
const fileUrls = createFileUrls(
  ScmIntegrations.fromConfig(new ConfigReader({})),
);

function byRef(entities: Entity[]): Record<string, Entity> {
  return Object.fromEntries(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
}

describe('toEntities', () => {
  it('makes the entities of a monorepo, with full refs between them', () => {
    const { entities, problems } = toEntities(
      createSource('receipts'),
      createReceiptsSnapshot('receipts'),
      NOTHING,
      fileUrls,
    );

    expect(problems).toEqual([]);
    const location = {
      'backstage.io/managed-by-location': 'base-images:receipts',
      'backstage.io/managed-by-origin-location': 'base-images:receipts',
      'base-images/source': 'receipts',
    };
    expect(entities).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          namespace: 'default',
          name: 'receipt-dynamo',
          description: 'DynamoDB access',
          annotations: { ...location, 'base-images/package': 'receipt-dynamo' },
          tags: ['python'],
        },
        spec: {
          type: 'python-package',
          lifecycle: 'production',
          owner: 'group:default/platform',
          system: 'system:default/receipts',
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          namespace: 'default',
          name: 'receipt-label',
          annotations: { ...location, 'base-images/package': 'receipt-label' },
          tags: ['python'],
        },
        spec: {
          type: 'python-package',
          lifecycle: 'production',
          owner: 'group:default/platform',
          system: 'system:default/receipts',
          dependsOn: ['component:default/receipt-dynamo'],
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          namespace: 'default',
          name: 'label-lambda',
          description: 'Container Lambda built from infra/label/Dockerfile',
          annotations: {
            ...location,
            'base-images/lambda': 'infra/label/Dockerfile',
            'base-images/dockerfile': 'infra/label/Dockerfile',
            'base-images/base-image': 'receipts',
          },
          tags: ['python'],
        },
        spec: {
          type: 'lambda',
          lifecycle: 'production',
          owner: 'group:default/platform',
          system: 'system:default/receipts',
          dependsOn: [
            'component:default/receipt-dynamo',
            'component:default/receipt-label',
            'resource:default/receipts',
          ],
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          namespace: 'default',
          name: 'receipts',
          description:
            'Base image with Python packages preinstalled, on public.ecr.aws/lambda/python:3.12',
          annotations: { ...location, 'base-images/image': 'receipts' },
          tags: ['python'],
        },
        spec: {
          type: 'container-image',
          owner: 'group:default/platform',
          system: 'system:default/receipts',
          dependsOn: ['component:default/receipt-dynamo'],
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: {
          namespace: 'default',
          name: 'receipts',
          description: 'Python monorepo',
          annotations: location,
        },
        spec: { owner: 'group:default/platform' },
      },
    ]);
  });

  it('follows the settings of the source', () => {
    const source = createSource('receipts', {
      entities: {
        namespace: 'shop',
        namePrefix: 'Shop-',
        system: 'Shop',
        lifecycle: 'experimental',
        types: { package: 'library', lambda: 'function', baseImage: 'image' },
      },
    });
    const { entities } = toEntities(
      source,
      createReceiptsSnapshot('receipts'),
      NOTHING,
      fileUrls,
    );

    expect(
      entities.map(({ kind, metadata, spec }) => [
        kind,
        metadata.namespace,
        metadata.name,
        spec?.type,
        spec?.lifecycle,
      ]),
    ).toEqual([
      ['Component', 'shop', 'Shop-receipt-dynamo', 'library', 'experimental'],
      ['Component', 'shop', 'Shop-receipt-label', 'library', 'experimental'],
      ['Component', 'shop', 'Shop-label-lambda', 'function', 'experimental'],
      ['Resource', 'shop', 'Shop-receipts', 'image', undefined],
      ['System', 'shop', 'Shop', undefined, undefined],
    ]);
    expect(entities[2].spec?.dependsOn).toEqual([
      'component:shop/shop-receipt-dynamo',
      'component:shop/shop-receipt-label',
      'resource:shop/shop-receipts',
    ]);
    expect(entities[0].metadata.title).toBe('receipt-dynamo');
  });

  it.each([
    ['short', 'label', 'infra/label/Dockerfile', '', 'label-lambda'],
    ['short', 'label-lambda', 'label_lambda/Dockerfile', '', 'label-lambda'],
    ['short', 'label_lambda', 'label_lambda/Dockerfile', '', 'label-lambda'],
    ['path', 'label', 'infra/label/Dockerfile', '', 'infra-label-lambda'],
    ['path', 'x', 'infra/my_lambda/Dockerfile', '', 'infra-my-lambda'],
    ['path', 'x', 'a/Dockerfile.Batch', '', 'a-batch-lambda'],
    ['path', 'x', 'a/batch.Dockerfile', '', 'a-batch-lambda'],
    ['path', 'x', 'a/Containerfile.batch', '', 'a-batch-lambda'],
    ['path', 'x', 'a/Dockerfile', '#prod@b/c', 'a-prod-b-c-lambda'],
    ['path', 'root', 'Dockerfile', '', 'root-lambda'],
  ] as const)(
    'names a Lambda by its %s name (%s, %s%s): %s',
    (names, name, dockerfile, rest, expected) => {
      const { entities } = toEntities(
        createSource('receipts', { entities: { names } }),
        createSnapshot('receipts', {
          lambdas: [createLambda(name, { id: dockerfile + rest, dockerfile })],
        }),
        NOTHING,
        fileUrls,
      );
      expect(entities[0].metadata.name).toBe(expected);
    },
  );

  it.each([
    [['@acme/other', '@acme/Payments'], 'group:default/payments'],
    [['dev@acme.test', '@acme/payments'], 'user:default/dev'],
    [['@acme/other'], 'group:default/platform'],
    [[], 'group:default/platform'],
  ])('gives %j the owner %s', (owners, expected) => {
    const { entities } = toEntities(
      createSource('receipts', {
        entities: {
          owners: {
            '@acme/payments': 'group:default/payments',
            'dev@acme.test': 'user:default/dev',
          },
        },
      }),
      createSnapshot('receipts', {
        packages: [createPackage('a', { owners })],
        lambdas: [createLambda('a', { owners })],
        baseImages: [createBaseImage('a', { owners })],
      }),
      NOTHING,
      fileUrls,
    );
    expect(entities.map(entity => entity.spec?.owner)).toEqual([
      expected,
      expected,
      expected,
      'group:default/platform',
    ]);
  });

  it.each([
    ['Development Status :: 1 - Planning', 'experimental'],
    ['Development Status :: 4 - Beta', 'experimental'],
    ['Development Status :: 5 - Production/Stable', 'production'],
    ['Development Status :: 6 - Mature', 'production'],
    ['Development Status :: 7 - Inactive', 'deprecated'],
    ['Programming Language :: Python :: 3', 'internal'],
  ])('gives %s the lifecycle %s', (classifier, expected) => {
    const { entities } = toEntities(
      createSource('receipts', { entities: { lifecycle: 'internal' } }),
      createSnapshot('receipts', {
        packages: [
          createPackage('a', {
            classifiers: ['Typing :: Typed', classifier],
          }),
        ],
      }),
      NOTHING,
      fileUrls,
    );
    expect(entities[0].spec?.lifecycle).toBe(expected);
  });

  it('relates a base image to its parent, and to what it adds to it', () => {
    const { entities } = toEntities(
      createSource('receipts'),
      createSnapshot('receipts', {
        packages: ['a', 'b', 'c', 'd'].map(name => createPackage(name)),
        baseImages: [
          createBaseImage('first', {
            packages: [{ package: 'b', extras: [] }],
            contains: [
              { package: 'a', extras: [] },
              { package: 'b', extras: [] },
            ],
          }),
          createBaseImage('second', {
            parentBaseImage: 'first',
            packages: [
              { package: 'b', extras: ['full'] },
              { package: 'c', extras: [] },
            ],
            contains: [
              { package: 'a', extras: [] },
              { package: 'b', extras: ['full'] },
              { package: 'c', extras: [] },
            ],
          }),
          createBaseImage('third', {
            parentBaseImage: 'second',
            include: 'dependencies',
            containsDependenciesOf: [{ package: 'd', extras: [] }],
          }),
        ],
      }),
      NOTHING,
      fileUrls,
    );
    const found = byRef(entities);
    expect(found['resource:default/first'].spec?.dependsOn).toEqual([
      'component:default/a',
      'component:default/b',
    ]);
    expect(found['resource:default/second'].spec?.dependsOn).toEqual([
      'component:default/b',
      'component:default/c',
      'resource:default/first',
    ]);
    expect(found['resource:default/third'].spec?.dependsOn).toEqual([
      'component:default/d',
      'resource:default/second',
    ]);
    expect(found['resource:default/third'].metadata.description).toMatch(
      /^Base image with the third-party dependencies/,
    );
  });

  it('does not relate a Lambda to pinned and transitive packages, nor a package to itself', () => {
    const { entities } = toEntities(
      createSource('receipts'),
      createSnapshot('receipts', {
        packages: [
          createPackage('a', { dependencies: ['a'] }),
          createPackage('b', { dependencies: ['a'] }),
          createPackage('c'),
        ],
        lambdas: [
          createLambda('x', {
            installs: [{ package: 'b', extras: [] }],
            pinned: [{ package: 'c', requirement: 'c==1' }],
            requires: [
              { package: 'a', extras: [] },
              { package: 'b', extras: [] },
            ],
          }),
        ],
      }),
      NOTHING,
      fileUrls,
    );
    const found = byRef(entities);
    expect(found['component:default/a'].spec).not.toHaveProperty('dependsOn');
    expect(found['component:default/x-lambda'].spec?.dependsOn).toEqual([
      'component:default/b',
    ]);
  });

  it.each([
    [
      'https://github.com/acme/receipts/tree/main',
      'https://github.com/acme/receipts/tree/main/receipt-dynamo/pyproject.toml',
      'https://github.com/acme/receipts/tree/main/',
    ],
    [
      'https://github.com/acme/receipts/tree/main/python/',
      'https://github.com/acme/receipts/tree/main/python/receipt-dynamo/pyproject.toml',
      'https://github.com/acme/receipts/tree/main/python/',
    ],
    [
      'https://gitlab.com/acme/receipts/-/tree/main',
      'https://gitlab.com/acme/receipts/-/tree/main/receipt-dynamo/pyproject.toml',
      'https://gitlab.com/acme/receipts/-/tree/main/',
    ],
    [
      'https://dev.azure.com/acme/shop/_git/receipts?version=GBmain',
      'https://dev.azure.com/acme/shop/_git/receipts?version=GBmain&path=%2Freceipt-dynamo%2Fpyproject.toml',
      'https://dev.azure.com/acme/shop/_git/receipts?version=GBmain&path=%2F',
    ],
  ])('links the files of %s', (target, file, folder) => {
    const { entities } = toEntities(
      createSource('receipts', { target }),
      createReceiptsSnapshot('receipts'),
      NOTHING,
      fileUrls,
    );
    const found = byRef(entities);
    expect(
      found['component:default/receipt-dynamo'].metadata.annotations,
    ).toEqual({
      'backstage.io/managed-by-location': `url:${file}`,
      'backstage.io/managed-by-origin-location': 'base-images:receipts',
      'base-images/source': 'receipts',
      'base-images/package': 'receipt-dynamo',
    });
    expect(found['system:default/receipts'].metadata.annotations).toEqual({
      'backstage.io/managed-by-location': `url:${folder}`,
      'backstage.io/managed-by-origin-location': 'base-images:receipts',
      'backstage.io/edit-url': folder,
      'base-images/source': 'receipts',
    });
  });

  it.each([
    // The branch is not known, so a link could be wrong.
    'https://github.com/acme/receipts',
    'https://code.acme.test/receipts/tree/main',
    '/srv/receipts',
  ])('links no files of %s', target => {
    const { entities } = toEntities(
      createSource('receipts', { target }),
      createReceiptsSnapshot('receipts'),
      NOTHING,
      fileUrls,
    );
    for (const entity of entities) {
      expect(entity.metadata.annotations).toMatchObject({
        'backstage.io/managed-by-location': 'base-images:receipts',
      });
      expect(entity.metadata.annotations).not.toHaveProperty([
        'backstage.io/edit-url',
      ]);
    }
  });

  it('leaves out the later of two that want the same name, whatever their case, and names the setting', () => {
    const { entities, problems } = toEntities(
      createSource('receipts'),
      createSnapshot('receipts', {
        lambdas: [
          createLambda('label', { dockerfile: 'a/label/Dockerfile' }),
          createLambda('Label', { dockerfile: 'b/Label/Dockerfile' }),
        ],
      }),
      NOTHING,
      fileUrls,
    );
    expect(entities.map(entity => entity.metadata.name)).toEqual([
      'label-lambda',
      'receipts',
    ]);
    expect(entities[0].metadata.annotations).toMatchObject({
      'base-images/lambda': 'a/label/Dockerfile',
    });
    expect(problems).toEqual([
      {
        message:
          "Lambda b/Label/Dockerfile of source 'receipts' gets no entity, because Lambda a/label/Dockerfile is component:default/label-lambda already",
        help: 'Set baseImages.sources.receipts.names: path, or write an entity for it by hand with the annotation base-images/lambda: b/Label/Dockerfile',
      },
    ]);
  });

  it('says to rename where no setting helps', () => {
    const { problems } = toEntities(
      createSource('receipts', { entities: { names: 'path' } }),
      createSnapshot('receipts', {
        lambdas: [
          createLambda('b', { dockerfile: 'a/b/Dockerfile' }),
          createLambda('a-b', { dockerfile: 'a-b/Dockerfile' }),
        ],
      }),
      NOTHING,
      fileUrls,
    );
    expect(problems.map(problem => problem.help)).toEqual([
      'Rename one of them, or write an entity for it by hand with the annotation base-images/lambda: a-b/Dockerfile',
    ]);
  });

  it('leaves out what the catalog has already, and relates nothing to it', () => {
    const { entities, problems } = toEntities(
      createSource('receipts'),
      createReceiptsSnapshot('receipts'),
      {
        ...NOTHING,
        taken: new Map([
          ['component:default/receipt-dynamo', 'another entity of the catalog'],
          ['system:default/receipts', 'another entity of the catalog'],
        ]),
      },
      fileUrls,
    );
    const found = byRef(entities);
    expect(Object.keys(found)).toEqual([
      'component:default/receipt-label',
      'component:default/label-lambda',
      'resource:default/receipts',
    ]);
    expect(found['component:default/receipt-label'].spec).toEqual({
      type: 'python-package',
      lifecycle: 'production',
      owner: 'group:default/platform',
      system: 'system:default/receipts',
    });
    expect(problems).toEqual([
      {
        message:
          "Package receipt-dynamo of source 'receipts' gets no entity, because another entity of the catalog is component:default/receipt-dynamo already",
        help: 'Set baseImages.sources.receipts.namePrefix or baseImages.sources.receipts.namespace; or, where that entity was written by hand and means the same, give it the annotation base-images/package: receipt-dynamo',
      },
      {
        message:
          "The System of source 'receipts' gets no entity, because another entity of the catalog is system:default/receipts already; users may not see its coverage",
        help: 'Set baseImages.sources.receipts.system; or, where that entity was written by hand and means the same, give it the annotation base-images/source: receipts',
      },
    ]);
  });

  it('uses hand-written entities by their own refs, and does not make them again', () => {
    const { entities, refs } = toEntities(
      createSource('receipts'),
      createReceiptsSnapshot('receipts'),
      {
        handWritten: {
          packages: new Map([['receipt-dynamo', 'component:data/dynamo']]),
          lambdas: new Map([
            ['infra/label/Dockerfile', 'component:data/label'],
          ]),
          baseImages: new Map([['receipts', 'resource:data/base']]),
          system: 'system:data/shop',
        },
        taken: new Map(),
      },
      fileUrls,
    );
    const found = byRef(entities);
    expect(Object.keys(found)).toEqual(['component:default/receipt-label']);
    expect(found['component:default/receipt-label'].spec).toMatchObject({
      system: 'system:data/shop',
      dependsOn: ['component:data/dynamo'],
    });
    expect(refs.packages.get('receipt-dynamo')).toBe('component:data/dynamo');
  });

  it('leaves out an entity that the catalog would refuse, and keeps the others', () => {
    const snapshot = createReceiptsSnapshot('receipts');
    const broken = createPackage('broken');
    const { entities, problems } = toEntities(
      createSource('receipts'),
      {
        ...snapshot,
        packages: [
          // What a backend of another version might send.
          JSON.parse(JSON.stringify({ ...broken, description: 7 })),
          JSON.parse(JSON.stringify({ ...broken, name: 'worse', owners: 7 })),
          ...snapshot.packages,
        ],
      },
      NOTHING,
      fileUrls,
    );
    expect(entities).toHaveLength(5);
    expect(problems).toEqual([
      {
        message: expect.stringMatching(
          /^Component default\/broken of source 'receipts' is left out, because the catalog would refuse it: .+/,
        ),
        help: expect.stringContaining('baseImages.sources.receipts'),
      },
      {
        message: expect.stringMatching(/default\/worse/),
        help: expect.any(String),
      },
    ]);
  });

  it.each([
    [
      'namespace',
      { namespace: 'Not Valid' },
      "'Not Valid' is not a valid namespace",
    ],
    ['owner', { defaultOwner: '' }, 'spec.owner is empty'],
    ['owner', { defaultOwner: 'group:' }, 'group:'],
    [
      'type',
      { types: { package: ' ', lambda: 'lambda', baseImage: 'image' } },
      'spec.type is empty',
    ],
  ])('says what is wrong with the %s', (_, entities, expected) => {
    const { problems } = toEntities(
      createSource('receipts', { entities }),
      createSnapshot('receipts', { packages: [createPackage('a')] }),
      NOTHING,
      fileUrls,
    );
    expect(problems[0].message).toContain(expected);
  });
});
