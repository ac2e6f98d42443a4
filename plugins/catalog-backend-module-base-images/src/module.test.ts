import { Entity } from '@backstage/catalog-model';
import {
  createLambda,
  createPackage,
  createReceiptsSnapshot,
  createSnapshot,
  createSource,
} from './__testUtils__/fixtures';
import { TestCatalog, waitFor } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

const RECEIPTS = [
  'component:default/label-lambda',
  'component:default/receipt-dynamo',
  'component:default/receipt-label',
  'resource:default/receipts',
  'system:default/receipts',
];

function createComponent(
  name: string,
  annotations: Record<string, string>,
  spec: Entity['spec'] = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'library', lifecycle: 'production', owner: 'me', ...spec },
  };
}

describe('catalogModuleBaseImages', () => {
  let catalog: TestCatalog;

  afterEach(async () => {
    await catalog.stop();
  });

  async function startReceipts(): Promise<TestCatalog> {
    const started = await TestCatalog.start({
      content: {
        sources: [createSource('receipts')],
        snapshots: { receipts: createReceiptsSnapshot('receipts') },
      },
    });
    await started.refresh();
    await waitFor(async () =>
      expect(await started.getRefs()).toEqual(RECEIPTS),
    );
    return started;
  }

  /** The catalog processes each entity about every second. */
  async function expectUnchanged(refs: string[]) {
    await new Promise(resolve => setTimeout(resolve, 2_500));
    expect(await catalog.getRefs()).toEqual(refs);
  }

  it('brings the entities of a source into the catalog, with relations', async () => {
    catalog = await startReceipts();

    await waitFor(async () =>
      expect(
        await catalog.getDependencies('component:default/label-lambda'),
      ).toEqual([
        'component:default/receipt-dynamo',
        'component:default/receipt-label',
        'resource:default/receipts',
      ]),
    );
    await waitFor(async () =>
      expect(
        (await catalog.getEntities())['component:default/receipt-dynamo']
          .relations,
      ).toEqual(
        expect.arrayContaining([
          { type: 'dependencyOf', targetRef: 'component:default/label-lambda' },
          {
            type: 'dependencyOf',
            targetRef: 'component:default/receipt-label',
          },
          { type: 'dependencyOf', targetRef: 'resource:default/receipts' },
          { type: 'partOf', targetRef: 'system:default/receipts' },
          { type: 'ownedBy', targetRef: 'group:default/platform' },
        ]),
      ),
    );
    expect(catalog.logged('warn:')).toEqual([]);

    // What a new scan adds and removes follows; what did not change is not sent again.
    await catalog.refresh();
    expect(catalog.content).toMatchObject({ sent: 1, notModified: 1 });
    const snapshot = createReceiptsSnapshot('receipts');
    catalog.content.snapshots.receipts = {
      ...snapshot,
      packages: [createPackage('receipt-places'), snapshot.packages[0]],
    };
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual([
        'component:default/label-lambda',
        'component:default/receipt-dynamo',
        'component:default/receipt-places',
        'resource:default/receipts',
        'system:default/receipts',
      ]),
    );
  });

  it('deletes nothing for a source that is empty, failing, pending or gone, and says once what to do', async () => {
    catalog = await startReceipts();
    const { content } = catalog;
    const source = content.sources[0];

    content.snapshots.receipts = createSnapshot('receipts');
    await catalog.refresh();
    await catalog.refresh();
    expect(catalog.logged('warn:')).toEqual([
      "warn: The scan of source 'receipts' found no package, no Lambda and no base image in /srv/receipts. Nothing is deleted: the entities of this source stay as they are. Check baseImages.sources.receipts.target; to delete its entities, remove the source from the configuration.",
    ]);

    content.snapshots.receipts = createReceiptsSnapshot('receipts');
    content.sources = [
      createSource('receipts', {
        scan: { state: 'failed', error: 'The branch main is gone' },
      }),
    ];
    await catalog.refresh();
    await catalog.refresh();
    expect(catalog.logged('warn:')).toHaveLength(2);
    expect(catalog.logged('warn:')[1]).toBe(
      "warn: The last scan of source 'receipts' failed: The branch main is gone. The entities show the last good scan until the cause is mended.",
    );

    content.sources = [];
    await catalog.refresh();
    expect(catalog.logged('warn:')).toHaveLength(3);
    expect(catalog.logged('warn:')[2]).toMatch(
      /has no source 'receipts'\. Nothing is deleted.* the same baseImages\.sources\.$/,
    );

    // A run waits for what may come soon, so it is not awaited here.
    content.sources = [
      createSource('receipts', {
        scan: { state: 'pending', error: 'The folder does not exist' },
      }),
    ];
    const waiting = catalog.refresh();
    await waitFor(() => expect(catalog.logged('warn:')).toHaveLength(4));
    expect(catalog.logged('warn:')[3]).toMatch(
      /could not be scanned yet: The folder does not exist\. Nothing is deleted.*target\.$/,
    );
    content.broken = true;
    await waitFor(() => expect(catalog.logged('warn:')).toHaveLength(5));
    expect(catalog.logged('warn:')[4]).toMatch(
      /The Base Images backend did not answer: .+\. Nothing is deleted/,
    );

    await expectUnchanged(RECEIPTS);
    content.broken = false;
    content.sources = [source];
    await waiting;
    await expectUnchanged(RECEIPTS);
  });

  it('leaves out of two sources the later entity with the same name, and names the setting', async () => {
    catalog = await TestCatalog.start({
      content: {
        sources: [createSource('receipts'), createSource('another')],
        snapshots: {
          receipts: createReceiptsSnapshot('receipts'),
          another: createSnapshot('another', {
            packages: [
              createPackage('receipt-dynamo'),
              createPackage('own', { dependencies: ['receipt-dynamo'] }),
            ],
          }),
        },
      },
    });
    await catalog.refresh();
    await catalog.refresh();

    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual(
        [...RECEIPTS, 'component:default/own', 'system:default/another'].sort(),
      ),
    );
    const entities = await catalog.getEntities();
    expect(
      entities['component:default/receipt-dynamo'].metadata.annotations,
    ).toMatchObject({ 'base-images/source': 'receipts' });
    expect(entities['component:default/own'].spec).not.toHaveProperty(
      'dependsOn',
    );
    expect(catalog.logged('warn:')).toEqual([
      expect.stringMatching(
        /^warn: Package receipt-dynamo of source 'another' gets no entity, because the Component receipt-dynamo of source 'receipts' is .* Set baseImages\.sources\.another\.namePrefix or baseImages\.sources\.another\.namespace/,
      ),
    ]);

    // The later source has it as soon as the earlier one gives it up.
    const snapshot = createReceiptsSnapshot('receipts');
    catalog.content.snapshots.receipts = {
      ...snapshot,
      packages: snapshot.packages.slice(1),
    };
    await catalog.refresh();
    await waitFor(async () =>
      expect(
        (await catalog.getEntities())['component:default/receipt-dynamo']
          ?.metadata.annotations,
      ).toMatchObject({ 'base-images/source': 'another' }),
    );
    // And gives it back.
    catalog.content.snapshots.receipts = snapshot;
    await catalog.refresh();
    await waitFor(async () =>
      expect(
        (await catalog.getEntities())['component:default/receipt-dynamo']
          ?.metadata.annotations,
      ).toMatchObject({ 'base-images/source': 'receipts' }),
    );
  });

  it('rejects nothing else for one invalid entity', async () => {
    const snapshot = createReceiptsSnapshot('receipts');
    catalog = await TestCatalog.start({
      content: {
        sources: [createSource('receipts')],
        snapshots: {
          receipts: {
            ...snapshot,
            lambdas: [
              ...snapshot.lambdas,
              JSON.parse(
                JSON.stringify({ ...createLambda('odd'), baseImage: 7 }),
              ),
            ],
          },
        },
      },
    });
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual(RECEIPTS),
    );
    expect(catalog.logged('warn:')).toEqual([
      expect.stringMatching(
        /^warn: Component default\/odd-lambda of source 'receipts' is left out, because the catalog would refuse it: /,
      ),
    ]);
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
    await expectUnchanged(expected);
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
    await expectUnchanged(RECEIPTS);
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
    await expectUnchanged([...RECEIPTS, ...refs].sort());
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

  it('emits the entities of a source at a static location', async () => {
    catalog = await TestCatalog.start({
      content: {
        sources: [createSource('receipts')],
        snapshots: {},
      },
      config: {
        catalog: {
          locations: [
            {
              type: 'python-monorepo',
              target: 'receipts',
              rules: [{ allow: ['Component', 'Resource', 'System'] }],
            },
          ],
        },
      },
    });
    await waitFor(() =>
      expect(
        catalog.logged("The snapshot of source 'receipts' could not be read")
          .length,
      ).toBeGreaterThan(0),
    );
    catalog.content.snapshots.receipts = createReceiptsSnapshot('receipts');
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toEqual(RECEIPTS),
    );
    expect(
      (await catalog.getEntities())['component:default/receipt-label'].metadata
        .annotations,
    ).toMatchObject({
      'backstage.io/managed-by-location': 'base-images:receipts',
      'backstage.io/managed-by-origin-location': 'python-monorepo:receipts',
      'base-images/source': 'receipts',
    });
    await waitFor(async () =>
      expect(
        await catalog.getDependencies('component:default/receipt-label'),
      ).toEqual(['component:default/receipt-dynamo']),
    );

    catalog.content.broken = true;
    const waiting = catalog.refresh();
    await waitFor(() =>
      expect(catalog.logged('did not answer')).toHaveLength(1),
    );
    await expectUnchanged(RECEIPTS);
    catalog.content.broken = false;
    catalog.content.snapshots.receipts = createSnapshot('receipts', {
      packages: [createPackage('receipt-dynamo')],
    });
    await waiting;
    await waitFor(async () => {
      await catalog.deleteOrphans();
      expect(await catalog.getRefs()).toEqual([
        'component:default/receipt-dynamo',
        'system:default/receipts',
      ]);
    });
  });
});
