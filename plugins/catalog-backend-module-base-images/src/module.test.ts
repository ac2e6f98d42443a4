import {
  createLambda,
  createPackage,
  createReceiptsSnapshot,
  createSnapshot,
  createSource,
} from './__testUtils__/fixtures';
import {
  expectUnchanged,
  RECEIPTS,
  startReceipts,
} from './__testUtils__/receiptsCatalog';
import { TestCatalog, waitFor } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

describe('catalogModuleBaseImages', () => {
  let catalog: TestCatalog;

  afterEach(async () => {
    await catalog.stop();
  });

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

    await expectUnchanged(catalog, RECEIPTS);
    content.broken = false;
    content.sources = [source];
    await waiting;
    await expectUnchanged(catalog, RECEIPTS);
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
    await expectUnchanged(catalog, RECEIPTS);
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
