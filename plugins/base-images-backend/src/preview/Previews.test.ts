import {
  InMemorySourceTree,
  scan,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SnapshotView } from '../snapshot/SnapshotView';
import { OpenSources } from './OpenSources';
import { Previews } from './Previews';

const files = {
  'base-images.yaml': [
    'version: 1',
    'images:',
    '  - name: core',
    '    from: public.ecr.aws/lambda/python:3.12',
    '    packages: [receipt-core]',
    '',
  ].join('\n'),
  'receipt_core/pyproject.toml': '[project]\nname = "receipt-core"\n',
  'receipt_core/receipt_core/__init__.py': '',
  'receipt_upload/pyproject.toml':
    '[project]\nname = "receipt-upload"\ndependencies = ["receipt-core"]\n',
  'receipt_upload/receipt_upload/__init__.py': '',
  'infra/upload/Dockerfile': [
    'FROM public.ecr.aws/lambda/python:3.12',
    'COPY receipt_core /tmp/receipt_core',
    'RUN pip install /tmp/receipt_core',
    'COPY receipt_upload /tmp/receipt_upload',
    'RUN pip install /tmp/receipt_upload',
    'CMD ["handler.main"]',
    '',
  ].join('\n'),
  'infra/upload/Dockerfile.dockerignore': 'docs\n',
  'infra/moved/Dockerfile': [
    'FROM public.ecr.aws/lambda/python:3.12',
    'COPY receipt_core /tmp/receipt_core',
    'RUN pip install --target /app /tmp/receipt_core',
    'CMD ["handler.main"]',
    '',
  ].join('\n'),
};

const source = {
  id: 'receipts',
  target: { type: 'folder' as const, path: '/x' },
};

async function setUp(tree: SourceTree = InMemorySourceTree.of(files)) {
  const read = jest.fn(tree.read.bind(tree));
  const openSources = OpenSources.create({
    reader: {
      read: async (_, __, use) => ({
        result: await use({
          tree: { revision: null, files: tree.files, read },
          etag: undefined,
        }),
      }),
    },
  });
  const monorepo = await scan(tree);
  const view = SnapshotView.create({
    sourceId: 'receipts',
    contentHash: 'x',
    changedAt: new Date(),
    monorepo,
  });
  const lambda = (name: string) =>
    monorepo.lambdas.find(item => item.name === name)!;
  return {
    openSources,
    previews: Previews.create({ openSources }),
    view,
    lambda,
    read,
  };
}

describe('Previews', () => {
  it('shows what the Dockerfile of a Lambda becomes, once for all who ask', async () => {
    const { openSources, previews, view, lambda, read } = await setUp();
    const ask = () =>
      previews.withBase(source, view, lambda('upload'), undefined);
    const [preview, same] = await Promise.all([ask(), ask()]);
    const reads = read.mock.calls.length;
    expect(await ask()).toBe(preview);
    await openSources.closeAll();

    expect(same).toBe(preview);
    expect(read).toHaveBeenCalledTimes(reads);
    expect(preview).toMatchObject({
      sourceId: 'receipts',
      refusals: [],
      coverage: { baseImage: 'core', coverage: 0.5 },
      files: [
        {
          path: 'infra/upload/Dockerfile.with_base',
          change: 'added',
          from: 'infra/upload/Dockerfile',
        },
        {
          path: 'infra/upload/Dockerfile.with_base.dockerignore',
          change: 'added',
          from: null,
          text: 'docs\n',
        },
      ],
    });
    expect(preview.removed.map(({ kind, line }) => [kind, line])).toEqual([
      ['copy', 2],
      ['install', 3],
    ]);
    const [{ diff, text }] = preview.files;
    expect(diff).toMatch(
      /^--- infra\/upload\/Dockerfile\n\+\+\+ infra\/upload\/Dockerfile\.with_base\n@@/,
    );
    expect(text).toContain('FROM prepared${BASE_IMAGE_URI:+-on-base}');
  });

  it('shows why a Dockerfile is not rewritten', async () => {
    const { openSources, previews, view, lambda } = await setUp();
    const preview = await previews.withBase(
      source,
      view,
      lambda('moved'),
      'core',
    );
    await openSources.closeAll();

    expect(preview).toMatchObject({
      files: [],
      coverage: null,
      refusals: [{ file: 'infra/moved/Dockerfile', line: 3 }],
    });
  });

  it('shows a declaration with the Dockerfile of the base image', async () => {
    const { openSources, previews, view } = await setUp();
    const preview = await previews.baseImage(source, view, {
      image: {
        name: 'upload',
        from: 'core',
        packages: ['receipt-upload'],
      },
    });
    const refused = await previews.baseImage(source, view, {
      image: { name: 'core', from: 'public.ecr.aws/lambda/python:3.13' },
    });
    await openSources.closeAll();

    expect(preview).toMatchObject({
      refusals: [],
      files: [
        {
          path: 'base-images.yaml',
          change: 'changed',
          from: 'base-images.yaml',
          text: expect.stringContaining('  - name: upload\n    from: core\n'),
        },
        {
          path: '.base-images/upload.Dockerfile',
          change: 'added',
          from: null,
          text: expect.stringContaining('receipt_upload'),
        },
      ],
    });
    expect(refused).toMatchObject({
      files: [],
      refusals: [{ file: 'base-images.yaml', line: 3 }],
    });
  });

  it('makes a preview again that failed', async () => {
    const tree = InMemorySourceTree.of(files);
    const { openSources, previews, view, lambda, read } = await setUp(tree);
    read.mockRejectedValueOnce(new Error('The disk is gone'));
    const ask = () => previews.withBase(source, view, lambda('upload'), 'core');

    await expect(ask()).rejects.toThrow('The disk is gone');
    expect((await ask()).files).toHaveLength(2);
    await openSources.closeAll();
  });
});
