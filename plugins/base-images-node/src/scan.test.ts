import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import { scan } from './scan';
import { InMemorySourceTree } from './source/InMemorySourceTree';

const files = {
  CODEOWNERS: '* @everyone\n/label/ @label\nbase-images.yaml @platform\n',
  'base-images.yaml': `version: 1
exclude: [tests/fixtures]
images:
  - { name: label, from: 'public.ecr.aws/lambda/python:3.12', packages: ['label[full]'] }
`,
  'dynamo/pyproject.toml': '[project]\nname = "Dynamo"\nversion = "1"\n',
  'label/pyproject.toml': `[project]
name = "label"
version = "1"
dependencies = ["dynamo"]
[project.optional-dependencies]
full = ["torch"]
`,
  'tests/fixtures/x/pyproject.toml': '[project]\nname = "label"\n',
};

const treeOf = (changes: Record<string, string | undefined> = {}) =>
  InMemorySourceTree.of(
    Object.fromEntries(
      Object.entries({ ...files, ...changes }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    { revision: 'c0ffee' },
  );

const codes = ({ diagnostics }: Monorepo) =>
  diagnostics.map(({ code, file, line }) => `${file}:${line} ${code}`);

describe('scan', () => {
  it('gives packages and base images with owners and hashes', async () => {
    const monorepo = await scan(treeOf());
    expect(monorepo).toMatchObject({
      revision: 'c0ffee',
      treeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      packages: [
        { name: 'dynamo', declaredName: 'Dynamo', owners: ['@everyone'] },
        { name: 'label', extras: ['full'], owners: ['@label'] },
      ],
      baseImages: [
        {
          name: 'label',
          line: 4,
          owners: ['@platform'],
          contains: [
            { package: 'dynamo', extras: [] },
            { package: 'label', extras: ['full'] },
          ],
        },
      ],
      diagnostics: [],
    });
    expect(new Set(monorepo.packages.map(item => item.sourceHash)).size).toBe(
      2,
    );
  });

  it('gives the same bytes for the same files', async () => {
    const again = JSON.stringify(await scan(treeOf()));
    expect(JSON.stringify(await scan(treeOf()))).toBe(again);
    expect(JSON.parse(again)).toEqual(await scan(treeOf()));
  });

  it('sorts the diagnostics of all parts', async () => {
    const monorepo = await scan(
      treeOf({
        'base-images.yaml': `version: 1
images:
  - { name: a, from: 'x:1', packages: [lable, nope] }
lambda: []
`,
        'broken/pyproject.toml': '[project\n',
        'dynamo/pyproject.toml':
          '[project]\nname = "dynamo"\nversion = "1"\ndependencies = ["label"]\n',
      }),
    );
    expect(codes(monorepo)).toEqual([
      'base-images.yaml:3 unknown-package',
      'base-images.yaml:3 unknown-package',
      'base-images.yaml:4 invalid-declaration',
      'broken/pyproject.toml:1 invalid-manifest',
      'label/pyproject.toml:4 cycle',
      'tests/fixtures/x/pyproject.toml:2 duplicate-name',
    ]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const tree = treeOf();
    const reads: string[] = [];
    const scanning = scan(
      {
        ...tree,
        files: tree.files,
        read: async path => {
          reads.push(path);
          if (path === 'dynamo/pyproject.toml') {
            controller.abort(new Error('stopped'));
          }
          return tree.read(path);
        },
      },
      { signal: controller.signal },
    );
    await expect(scanning).rejects.toThrow('stopped');
    await expect(
      scan(tree, { signal: AbortSignal.abort(new Error('before')) }),
    ).rejects.toThrow('before');
  });
});

describe('scan of what broke since the previous one', () => {
  it('keeps a package whose manifest cannot be read, and everything that hangs on it', async () => {
    const previous = await scan(treeOf());
    const broken = treeOf({
      'dynamo/pyproject.toml': '[project\nname = "Dynamo"\n',
    });
    const next = await scan(broken, { previous });
    expect(next.packages.map(item => item.name)).toEqual(['dynamo', 'label']);
    expect(next.packages[0]).toMatchObject({
      version: '1',
      declaredName: 'Dynamo',
      owners: ['@everyone'],
    });
    expect(next.packages[1].requirements).toEqual(
      previous.packages[1].requirements,
    );
    expect(next.baseImages[0].contains).toEqual(
      previous.baseImages[0].contains,
    );
    expect(next.diagnostics).toEqual([
      expect.objectContaining({
        code: 'invalid-manifest',
        file: 'dynamo/pyproject.toml',
        message: expect.stringMatching(
          /The package dynamo is shown as it was before\.$/,
        ),
      }),
    ]);
    // A second scan of the same broken files still knows it.
    expect(await scan(broken, { previous: next })).toEqual(next);
    expect(await scan(treeOf(), { previous: next })).toEqual(previous);

    const without = await scan(broken);
    expect(without.packages.map(item => item.name)).toEqual(['label']);
  });

  it('lets a package go that was deleted, renamed or moved', async () => {
    const previous = await scan(treeOf());
    const names = async (changes: Record<string, string | undefined>) =>
      (await scan(treeOf(changes), { previous })).packages.map(
        item => item.name,
      );
    expect(await names({ 'dynamo/pyproject.toml': undefined })).toEqual([
      'label',
    ]);
    expect(
      await names({
        'dynamo/pyproject.toml': '[project]\nname = "d"\nversion = "1"\n',
      }),
    ).toEqual(['d', 'label']);
    expect(
      await names({
        'dynamo/pyproject.toml': '[project\n',
        'new/pyproject.toml': files['dynamo/pyproject.toml'],
      }),
    ).toEqual(['dynamo', 'label']);
  });

  it('keeps base images while their file cannot be read', async () => {
    const previous = await scan(treeOf());
    const next = await scan(treeOf({ 'base-images.yaml': 'images: [' }), {
      previous,
    });
    expect(next.baseImages).toEqual(previous.baseImages);
    expect(
      next.diagnostics.some(item => item.code === 'invalid-declaration'),
    ).toBe(true);
    const gone = await scan(treeOf({ 'base-images.yaml': undefined }), {
      previous,
    });
    expect(gone.baseImages).toEqual([]);
  });

  it('tells an empty tree as it is', async () => {
    const previous = await scan(treeOf());
    const next = await scan(InMemorySourceTree.of({}), { previous });
    expect(next).toMatchObject({ packages: [], lambdas: [], baseImages: [] });
  });
});
