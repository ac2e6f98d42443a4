import { BackendFeature } from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { TestCatalog, waitFor } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

// Plugins do not import each other; here the two really meet, over HTTP.
const { default: baseImagesBackend } = jest.requireActual<{
  default: BackendFeature;
}>('@base-images/backstage-plugin-base-images-backend');

const FILES = {
  'receipt_dynamo/pyproject.toml': `
[project]
name = "receipt-dynamo"
version = "1.0"
description = "DynamoDB access"
classifiers = ["Development Status :: 4 - Beta"]
`,
  'receipt_label/pyproject.toml': `
[project]
name = "receipt_label"
version = "1.0"
dependencies = ["receipt-dynamo"]
`,
  'infra/label_lambda/Dockerfile': `
FROM public.ecr.aws/lambda/python:3.12
COPY receipt_dynamo /tmp/receipt_dynamo
COPY receipt_label /tmp/receipt_label
RUN pip install /tmp/receipt_dynamo /tmp/receipt_label
CMD ["handler.handler"]
`,
  'base-images.yaml': `
version: 1
images:
  - name: receipts
    from: public.ecr.aws/lambda/python:3.12
    packages: [receipt-label]
`,
  '.github/CODEOWNERS': '/receipt_label/ @acme/labels\n',
};

describe('with the Base Images backend', () => {
  const folder = createMockDirectory();

  it('follows a monorepo from its files to the catalog, and loses nothing when it breaks', async () => {
    folder.setContent(FILES);
    const catalog = await TestCatalog.start({
      content: { sources: [], snapshots: {} },
      baseImagesBackend,
      config: {
        baseImages: {
          sources: {
            receipts: {
              target: folder.path,
              defaultOwner: 'platform',
              owners: { '@acme/labels': 'group:default/labels' },
            },
          },
        },
      },
    });
    await catalog.refresh();
    const refs = [
      'component:default/label-lambda',
      'component:default/receipt-dynamo',
      'component:default/receipt-label',
      'resource:default/receipts',
      'system:default/receipts',
    ];
    await waitFor(async () => {
      expect(await catalog.getRefs()).toEqual(refs);
      expect(
        await catalog.getDependencies('component:default/label-lambda'),
      ).toEqual([
        'component:default/receipt-dynamo',
        'component:default/receipt-label',
        'resource:default/receipts',
      ]);
      expect(
        await catalog.getDependencies('resource:default/receipts'),
      ).toEqual([
        'component:default/receipt-dynamo',
        'component:default/receipt-label',
      ]);
    });
    const entities = await catalog.getEntities();
    expect(entities['component:default/receipt-label']).toMatchObject({
      metadata: { title: 'receipt_label' },
      spec: {
        lifecycle: 'production',
        owner: 'group:default/labels',
        dependsOn: ['component:default/receipt-dynamo'],
      },
    });
    expect(entities['component:default/receipt-dynamo']).toMatchObject({
      metadata: { description: 'DynamoDB access' },
      spec: { lifecycle: 'experimental', owner: 'group:default/platform' },
    });

    // A manifest that broke.
    folder.setContent({
      ...FILES,
      'receipt_dynamo/pyproject.toml': '[project',
    });
    await catalog.scan('receipts');
    await catalog.refresh();
    // No file at all.
    folder.setContent({});
    await catalog.scan('receipts');
    await catalog.refresh();
    // No folder at all.
    folder.remove();
    await catalog.scan('receipts');
    await catalog.refresh();
    await new Promise(resolve => setTimeout(resolve, 2_500));
    expect(await catalog.getRefs()).toEqual(refs);
    expect(catalog.logged('warn:')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('receipt_dynamo/pyproject.toml:1'),
        expect.stringMatching(
          /^warn: The last scan of source 'receipts' failed/,
        ),
      ]),
    );

    // And mended again.
    folder.setContent({
      ...FILES,
      'receipt_places/pyproject.toml': '[project]\nname = "receipt-places"\n',
    });
    await catalog.scan('receipts');
    await catalog.refresh();
    await waitFor(async () =>
      expect(await catalog.getRefs()).toContain(
        'component:default/receipt-places',
      ),
    );
    await catalog.stop();
  });
});
