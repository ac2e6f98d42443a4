import { byRef, fileUrls, NOTHING } from '../__testUtils__/entities';
import {
  createBaseImage,
  createLambda,
  createPackage,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { toEntities } from './toEntities';

describe('what entities say of a part', () => {
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
});
