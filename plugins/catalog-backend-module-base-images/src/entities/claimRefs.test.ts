import { byRef, fileUrls, NOTHING } from '../__testUtils__/entities';
import {
  createLambda,
  createReceiptsSnapshot,
  createSnapshot,
  createSource,
} from '../__testUtils__/fixtures';
import { toEntities } from './toEntities';

describe('entities that are there already', () => {
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
});
