import { Entity } from '@backstage/catalog-model';
import {
  createBaseImage,
  createLambda,
  createPackage,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { SourceState } from '../plan/EntityPlan';
import { planEntities } from '../plan/planEntities';
import { enrichEntity } from './enrichEntity';
import { readEntityClaims } from './EntityClaim';
import { findEnrichment } from './findEnrichment';

function createState(
  id: string,
  snapshot: SourceState['snapshot'],
): SourceState {
  return {
    id,
    source: createSource(id, { entities: { namespace: id } }),
    snapshot,
    usable: snapshot !== undefined,
    problem: undefined,
    pending: false,
  };
}

const shop = createState(
  'shop',
  createSnapshot('shop', {
    packages: [
      createPackage('receipt-dynamo'),
      createPackage('receipt-label', { dependencies: ['receipt-dynamo'] }),
      createPackage('shared'),
    ],
    lambdas: [
      createLambda('label', {
        id: 'infra/Dockerfile#prod',
        dockerfile: 'infra/Dockerfile',
        installs: [{ package: 'receipt-label', extras: [] }],
        baseImage: 'receipts',
      }),
      createLambda('two', {
        id: 'two/Dockerfile#a',
        dockerfile: 'two/Dockerfile',
      }),
      createLambda('three', {
        id: 'two/Dockerfile#b',
        dockerfile: 'two/Dockerfile',
      }),
    ],
    baseImages: [
      createBaseImage('parent', {
        contains: [{ package: 'receipt-dynamo', extras: [] }],
      }),
      createBaseImage('receipts', {
        parentBaseImage: 'parent',
        contains: [
          { package: 'receipt-dynamo', extras: [] },
          { package: 'receipt-label', extras: [] },
        ],
      }),
    ],
  }),
);
const other = createState(
  'other',
  createSnapshot('other', { packages: [createPackage('shared')] }),
);
const unknown = createState('unknown', undefined);

function createEntity(
  annotations: Record<string, string>,
  rest: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'mine', namespace: 'default', annotations },
    ...rest,
  };
}

describe('findEnrichment', () => {
  const lambda = {
    dependsOn: ['component:shop/receipt-label', 'resource:shop/receipts'],
    annotations: {
      'base-images/source': 'shop',
      'base-images/dockerfile': 'infra/Dockerfile',
      'base-images/base-image': 'receipts',
    },
    sourceIds: ['shop'],
  };
  const nothing = { dependsOn: [], annotations: {}, sourceIds: [] };

  it.each([
    [
      { 'base-images/package': 'Receipt_Label' },
      {
        dependsOn: ['component:shop/receipt-dynamo'],
        annotations: { 'base-images/source': 'shop' },
        sourceIds: ['shop'],
      },
    ],
    [{ 'base-images/lambda': 'infra/Dockerfile#prod' }, lambda],
    [{ 'base-images/lambda': 'infra/Dockerfile' }, lambda],
    [{ 'base-images/lambda': 'two/Dockerfile' }, nothing],
    [
      { 'base-images/image': 'receipts' },
      {
        dependsOn: ['component:shop/receipt-label', 'resource:shop/parent'],
        annotations: { 'base-images/source': 'shop' },
        sourceIds: ['shop'],
      },
    ],
    [{ 'base-images/package': 'shared' }, nothing],
    [
      { 'base-images/package': 'shared', 'base-images/source': 'other' },
      {
        dependsOn: [],
        annotations: { 'base-images/source': 'other' },
        sourceIds: ['other'],
      },
    ],
    [
      { 'base-images/package': 'receipt-label', 'base-images/source': 'other' },
      nothing,
    ],
    [{ 'base-images/package': 'none' }, nothing],
  ])('finds for %j', (annotations, expected) => {
    const entity = createEntity(annotations);
    const plan = planEntities(
      [shop, other],
      readEntityClaims(entity),
      new Map(),
      () => undefined,
    );
    expect(findEnrichment(entity, plan)).toEqual(expected);
  });

  it('finds of two sources the one whose monorepo the entity is from', () => {
    const inShop = {
      ...shop,
      source: createSource('shop', {
        target: 'https://github.com/acme/shop/tree/main',
      }),
    };
    const entity = createEntity({
      'base-images/package': 'shared',
      'backstage.io/managed-by-location':
        'url:https://github.com/acme/shop/blob/main/catalog-info.yaml',
    });
    const claims = readEntityClaims(entity);
    const plan = planEntities(
      [inShop, other],
      claims,
      new Map(),
      () => undefined,
    );
    expect(findEnrichment(entity, plan)?.sourceIds).toEqual(['shop']);
    expect(plan.problems.get('')).toEqual([]);

    // While a source is not known it might be the one that is meant; then it is said that none may.
    const problems = (states: SourceState[]) =>
      planEntities(states, claims, new Map(), () => undefined).problems.get('');
    expect(problems([other, unknown])).toEqual([]);
    expect(problems([other])).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          "outside of the target of source 'other'",
        ),
      }),
    ]);
  });

  it.each([
    [{ 'base-images/package': 'none' }],
    [{ 'base-images/package': 'none', 'base-images/source': 'unknown' }],
  ])('cannot say for %j while a source is not known', annotations => {
    const plan = planEntities([shop, unknown], [], new Map(), () => undefined);
    expect(findEnrichment(createEntity(annotations), plan)).toBeUndefined();
  });

  it('reports nothing for an annotation before every source is known', () => {
    const claims = readEntityClaims(
      createEntity({ 'base-images/package': 'none' }),
    );
    const problems = (states: SourceState[]) =>
      planEntities(states, claims, new Map(), () => undefined).problems.get('');
    expect(problems([shop, unknown])).toEqual([]);
    expect(problems([shop, other])).toHaveLength(1);
  });

  it('leads relations to one of two entities that stand for the same, and says so', () => {
    const first = createEntity({ 'base-images/package': 'receipt-dynamo' });
    const second = createEntity(
      { 'base-images/package': 'receipt-dynamo' },
      { metadata: { ...first.metadata, name: 'other' } },
    );
    const plan = planEntities(
      [shop],
      [first, second].flatMap(readEntityClaims),
      new Map(),
      () => undefined,
    );
    expect(plan.sources.get('shop')?.refs.packages.get('receipt-dynamo')).toBe(
      'component:default/mine',
    );
    expect(plan.problems.get('')).toEqual([
      {
        message:
          'component:default/other and component:default/mine both have base-images/package: receipt-dynamo; relations lead to component:default/mine',
        help: 'Remove the annotation from one of them',
      },
    ]);
  });

  it('keeps the names of a source that cannot be read now', () => {
    const away = { ...shop, usable: false };
    const late = createState(
      'late',
      createSnapshot('late', { packages: [createPackage('receipt-dynamo')] }),
    );
    const plan = planEntities(
      [
        away,
        {
          ...late,
          source: createSource('late', { entities: { namespace: 'shop' } }),
        },
      ],
      [],
      new Map(),
      () => undefined,
    );
    expect(plan.sources.get('shop')?.entities).toBeUndefined();
    expect(
      plan.sources.get('late')?.entities?.map(({ metadata }) => metadata.name),
    ).toEqual(['late']);
  });
});

describe('enrichEntity', () => {
  const enrichment = {
    dependsOn: ['component:default/a', 'component:default/b'],
    annotations: {
      'base-images/source': 'shop',
      'base-images/dockerfile': 'x',
    },
    sourceIds: ['shop'],
  };

  it.each([
    ['nothing', undefined, enrichment.dependsOn],
    [
      'short refs',
      ['component:b', 'resource:c'],
      ['component:b', 'resource:c', 'component:default/a'],
    ],
    ['odd values', [7, 'b'], [7, 'b', ...enrichment.dependsOn]],
    ['something else', 'component:b', 'component:b'],
  ])('adds to %s what is not there', (_, dependsOn, expected) => {
    const entity = createEntity({}, { spec: { dependsOn } });
    const before = structuredClone(entity);
    expect(enrichEntity(entity, enrichment).spec?.dependsOn).toEqual(expected);
    expect(entity).toEqual(before);
  });

  it('keeps what a person wrote, and gives dependencies only to kinds that have them', () => {
    const api = createEntity(
      { 'base-images/dockerfile': 'mine' },
      { kind: 'API', spec: { type: 'openapi' } },
    );
    expect(enrichEntity(api, enrichment)).toEqual({
      ...api,
      metadata: {
        ...api.metadata,
        annotations: {
          'base-images/source': 'shop',
          'base-images/dockerfile': 'mine',
        },
      },
    });
  });
});
