import { createReceiptsSnapshot, createSource } from './__testUtils__/fixtures';
import {
  createComponent,
  expectUnchanged,
  RECEIPTS,
  startReceipts,
} from './__testUtils__/receiptsCatalog';
import { TestCatalog, waitFor } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

describe('entities that people write', () => {
  let catalog: TestCatalog;

  afterEach(async () => {
    await catalog.stop();
  });

  it('enriches entities that people wrote, and does not bring them in twice', async () => {
    catalog = await TestCatalog.start({
      content: {
        sources: [createSource('receipts')],
        snapshots: { receipts: createReceiptsSnapshot('receipts') },
      },
    });
    await catalog.write([
      createComponent(
        'labels',
        { 'base-images/package': 'receipt_label' },
        { dependsOn: ['component:elsewhere', 'component:receipt-dynamo'] },
      ),
      createComponent('labeller', {
        'base-images/lambda': 'infra/label/Dockerfile',
        'base-images/source': 'receipts',
      }),
      createComponent('lost', { 'base-images/package': 'no-such' }),
    ]);
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(3));
    await catalog.refresh();

    const expected = [
      'component:default/labeller',
      'component:default/labels',
      'component:default/lost',
      'component:default/receipt-dynamo',
      'resource:default/receipts',
      'system:default/receipts',
    ];
    await waitFor(async () => {
      expect(await catalog.getRefs()).toEqual(expected);
      expect(await catalog.getDependencies('component:default/labels')).toEqual(
        ['component:default/elsewhere', 'component:default/receipt-dynamo'],
      );
      expect(
        await catalog.getDependencies('component:default/labeller'),
      ).toEqual([
        'component:default/labels',
        'component:default/receipt-dynamo',
        'resource:default/receipts',
      ]);
    });
    const entities = await catalog.getEntities();
    expect(entities['component:default/labels'].spec?.dependsOn).toEqual([
      'component:elsewhere',
      'component:receipt-dynamo',
    ]);
    expect(
      entities['component:default/labels'].metadata.annotations,
    ).toMatchObject({
      'base-images/package': 'receipt_label',
      'base-images/source': 'receipts',
    });
    expect(
      entities['component:default/labeller'].metadata.annotations,
    ).toMatchObject({
      'base-images/dockerfile': 'infra/label/Dockerfile',
      'base-images/base-image': 'receipts',
    });
    expect(catalog.logged('warn:')).toEqual([
      'warn: component:default/lost is left alone, because no source has base-images/package: no-such. Mend the annotation, or remove it.',
    ]);

    // What the scan adds stays while the backend is away.
    catalog.content.broken = true;
    await expectUnchanged(catalog, expected);
    expect(
      await catalog.getDependencies('component:default/labeller'),
    ).toContain('resource:default/receipts');
  });

  it('leaves an annotated entity alone while two sources could be meant', async () => {
    catalog = await TestCatalog.start({
      content: {
        sources: [
          createSource('receipts'),
          createSource('another', { entities: { namespace: 'another' } }),
        ],
        snapshots: {
          receipts: createReceiptsSnapshot('receipts'),
          another: createReceiptsSnapshot('another'),
        },
      },
    });
    await catalog.write([
      createComponent('labels', { 'base-images/package': 'receipt-label' }),
    ]);
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(1));
    await catalog.refresh();
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(11));
    expect(catalog.logged('warn:')).toEqual([
      'warn: component:default/labels is left alone, because base-images/package: receipt-label is in the sources receipts, another. Give it the annotation base-images/source with one of them.',
    ]);
    expect(await catalog.getDependencies('component:default/labels')).toEqual(
      [],
    );
  });

  it('gives way to an entity of the same name that a person registers later, and comes back after it', async () => {
    catalog = await startReceipts();
    await catalog.write([
      createComponent(
        'receipt-label',
        { 'base-images/package': 'receipt-label' },
        { owner: 'group:default/labels' },
      ),
    ]);
    await waitFor(async () => {
      const entity = (await catalog.getEntities())[
        'component:default/receipt-label'
      ];
      expect(entity.spec?.owner).toBe('group:default/labels');
    });
    await catalog.refresh();
    await waitFor(async () =>
      expect(
        await catalog.getDependencies('component:default/receipt-label'),
      ).toEqual(['component:default/receipt-dynamo']),
    );
    await expectUnchanged(catalog, RECEIPTS);
    expect(
      (await catalog.getEntities())['component:default/receipt-label'].spec
        ?.owner,
    ).toBe('group:default/labels');

    await catalog.write([]);
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(4));
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual(RECEIPTS),
    );
    expect(catalog.logged('warn:')).toEqual([]);
  });

  it('lets no entity of another repository stand for a part, until its location is trusted', async () => {
    const source = createSource('receipts', {
      target: 'https://github.com/acme/receipts/tree/main',
    });
    catalog = await TestCatalog.start({
      content: {
        sources: [source],
        snapshots: { receipts: createReceiptsSnapshot('receipts') },
      },
    });
    const written = [
      createComponent('mine', {
        'base-images/package': 'receipt-label',
        'base-images/source': 'receipts',
      }),
      createComponent('my-lambda', {
        'base-images/lambda': 'infra/label/Dockerfile',
      }),
      {
        ...createComponent('my-image', { 'base-images/image': 'receipts' }),
        kind: 'Resource',
      },
      {
        ...createComponent('my-system', { 'base-images/source': 'receipts' }),
        kind: 'System',
      },
    ];
    const refs = written.map(
      ({ kind, metadata }) =>
        `${kind.toLocaleLowerCase('en-US')}:default/${metadata.name}`,
    );
    await catalog.write(
      written,
      'url:https://github.com/other/portal/blob/main/catalog-info.yaml',
    );
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(4));
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual([...RECEIPTS, ...refs].sort()),
    );
    await expectUnchanged(catalog, [...RECEIPTS, ...refs].sort());
    // Nothing is added to them, and nothing leads to them.
    const entities = await catalog.getEntities();
    for (const [index, ref] of refs.entries()) {
      expect(entities[ref].spec).toEqual(written[index].spec);
      expect(JSON.stringify(entities[ref].metadata.annotations)).not.toMatch(
        /dockerfile|base-image"/,
      );
      expect(
        RECEIPTS.map(other => JSON.stringify(entities[other].relations)),
      ).not.toContainEqual(expect.stringContaining(`"${ref}"`));
    }
    const location =
      'https://github.com/other/portal/blob/main/catalog-info.yaml';
    expect(catalog.logged('warn:')).toHaveLength(4);
    expect(catalog.logged('warn: component:default/mine ')).toEqual([
      `warn: component:default/mine is left alone, because it may not stand for base-images/package: receipt-label: it comes from url:${location}, outside of the target of source 'receipts'. Where it is meant, move its file into the monorepo, at the branch that the target names, or add ${location}, or the address of a folder above it, to baseImages.sources.receipts.trustedLocations; else remove the annotation.`,
    ]);

    catalog.content.sources = [
      {
        ...source,
        entities: {
          ...source.entities,
          trustedLocations: ['https://github.com/other/'],
        },
      },
    ];
    await catalog.refresh();
    await waitFor(async () => {
      expect(await catalog.getRefs()).toEqual(
        ['component:default/receipt-dynamo', ...refs].sort(),
      );
      expect(
        await catalog.getDependencies('component:default/my-lambda'),
      ).toEqual([
        'component:default/mine',
        'component:default/receipt-dynamo',
        'resource:default/my-image',
      ]);
    });
  });

  it('uses a System that a person wrote for the source', async () => {
    catalog = await startReceipts();
    await catalog.write([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: {
          name: 'shop',
          annotations: { 'base-images/source': 'receipts' },
        },
        spec: { owner: 'group:default/shop' },
      },
    ]);
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(6));
    await catalog.refresh();
    await waitFor(async () => {
      const entities = await catalog.getEntities();
      expect(entities).not.toHaveProperty(['system:default/receipts']);
      expect(entities['component:default/receipt-label'].spec?.system).toBe(
        'system:default/shop',
      );
    });
    expect(catalog.logged('warn:')).toEqual([]);
  });

  it('says what to do where an entity without annotation has the name', async () => {
    catalog = await TestCatalog.start({
      content: {
        sources: [createSource('receipts')],
        snapshots: { receipts: createReceiptsSnapshot('receipts') },
      },
    });
    await catalog.write([createComponent('receipt-label', {})]);
    await waitFor(async () => expect(await catalog.getRefs()).toHaveLength(1));
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual(RECEIPTS),
    );
    expect(
      (await catalog.getEntities())['component:default/receipt-label'].metadata
        .annotations,
    ).not.toHaveProperty(['base-images/source']);
    expect(catalog.logged('warn:')).toEqual([
      expect.stringMatching(
        /Package receipt-label of source 'receipts' gets no entity, because another entity of the catalog is component:default\/receipt-label already\..* base-images\/package: receipt-label\.$/,
      ),
    ]);
  });
});
