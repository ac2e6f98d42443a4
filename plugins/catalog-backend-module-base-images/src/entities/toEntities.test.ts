import { byRef, fileUrls, NOTHING } from '../__testUtils__/entities';
import {
  createPackage,
  createReceiptsSnapshot,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { toEntities } from './toEntities';

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
