import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  baseImageReference,
  BuildInputs,
  buildKey,
  FolderSourceTree,
  imageId,
  imageNodes,
  readImageLabels,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { OpenSources } from '../../preview/OpenSources';
import { SnapshotView } from '../../snapshot/SnapshotView';
import { SnapshotViews } from '../../snapshot/SnapshotViews';
import { SourceReader } from '../../source/SourceReader';
import { ENVIRONMENT } from '../__testUtils__/exampleRebuild';
import { RebuildRecord, StepRecord } from '../store/RebuildRecords';
import { SourceContextPreparer } from './SourceContextPreparer';

jest.setTimeout(60_000);

const RECEIPTS = resolve(__dirname, '../../../../../examples/receipts');
const ARM = 'linux/arm64';

async function createPreparer() {
  const tree = await FolderSourceTree.open(RECEIPTS);
  const monorepo = await scan(tree);
  const view = SnapshotView.create({
    sourceId: 'receipts',
    contentHash: 'content',
    changedAt: new Date(),
    monorepo,
  });
  const reader: SourceReader = {
    read: async (_target, _options, use) => ({
      result: await use({ tree, etag: undefined }),
    }),
  };
  const views = { get: async () => ({ view }) } as unknown as SnapshotViews;
  const openSources = OpenSources.create({ reader, maxOpen: 1 });
  const preparer = SourceContextPreparer.create({
    sources: [
      { id: 'receipts', target: { type: 'folder', path: RECEIPTS } },
    ] as never,
    views,
    openSources,
    registry: {
      repositoryUri: (_, repository) => `registry.test/${repository}`,
    },
  });
  return { preparer, monorepo, openSources };
}

type Prepared = Awaited<ReturnType<typeof createPreparer>>;

async function prepare(
  { preparer, monorepo }: Prepared,
  id: string,
  treeHash = monorepo.treeHash,
  whileUsed: () => Promise<unknown> = async () => undefined,
) {
  const node = imageNodes(monorepo, ENVIRONMENT).find(item => item.id === id)!;
  const parentName = node.parent?.split(':').at(-1);
  const inputs: BuildInputs = {
    ...node.source,
    target: node.target,
    packages: {},
    images: {
      ...Object.fromEntries(
        node.source.externalImages!.map(image => [
          image,
          `sha256:${'e'.repeat(64)}`,
        ]),
      ),
      ...(parentName
        ? { [baseImageReference(parentName)]: `sha256:${'f'.repeat(64)}` }
        : {}),
    },
    args: {},
    epoch: 0,
  };
  const step = {
    plan: {
      ...node.target,
      parent: parentName
        ? { name: parentName, repository: `receipts/base/${parentName}` }
        : null,
      parentImage: node.parentImage,
    },
  } as StepRecord;
  const folder = mkdtempSync(join(tmpdir(), 'contexts-'));
  try {
    return await preparer.prepare(
      { sourceId: 'receipts', treeHash } as RebuildRecord,
      step,
      inputs,
      ENVIRONMENT,
      async ({ path, sha256 }) => {
        await whileUsed();
        execFileSync('python3', ['-m', 'zipfile', '-e', path, folder]);
        const read = (name: string) => readFileSync(join(folder, name), 'utf8');
        const listing = execFileSync('find', ['.', '-type', 'f'], {
          cwd: folder,
          encoding: 'utf8',
        });
        return {
          sha256,
          inputs,
          files: listing.trim().split('\n').sort(),
          dockerfile: read(`source/${read('build/dockerfile').trim()}`),
          args: read('build/args'),
          contexts: read('build/contexts'),
          labels: Object.fromEntries(
            read('build/labels')
              .trim()
              .split('\n')
              .map(line => {
                const at = line.indexOf('=');
                return [line.slice(0, at), line.slice(at + 1)];
              }),
          ),
        };
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('SourceContextPreparer', () => {
  it('packs a base image: its Dockerfile, what it copies, and how to build it', async () => {
    const prepared = await createPreparer();
    const [base] = prepared.monorepo.baseImages.filter(
      image => image.parentBaseImage === null,
    );
    const id = imageId({ kind: 'base-image', name: base.name, platform: ARM });
    const context = await prepare(prepared, id);

    expect(context.dockerfile).toContain('pip install');
    expect(context.args).toBe('');
    expect(context.contexts).toBe(
      `${base.parentImage}=docker-image://${base.parentImage!.split(':')[0]}@sha256:${'e'.repeat(64)}\n`,
    );
    expect(readImageLabels(context.labels)).toEqual({
      key: buildKey(context.inputs),
      inputs: {
        ...context.inputs,
        dockerfile: undefined,
        externalImages: undefined,
      },
    });
    const folders = prepared.monorepo.packages
      .filter(item => base.contains.some(held => held.package === item.name))
      .map(item => `./source/${item.path}/pyproject.toml`);
    expect(context.files).toEqual(expect.arrayContaining(folders));

    // The same inputs give the same bytes.
    expect((await prepare(prepared, id)).sha256).toBe(context.sha256);
    await prepared.openSources.closeAll();
  });

  it('gives what stands on a base image its reference with digest', async () => {
    const prepared = await createPreparer();
    const child = prepared.monorepo.baseImages.find(
      image => image.parentBaseImage !== null,
    )!;
    const context = await prepare(
      prepared,
      imageId({ kind: 'base-image', name: child.name, platform: ARM }),
    );
    const parent = `registry.test/receipts/base/${child.parentBaseImage}`;
    expect(context.args).toBe(
      `BASE_IMAGE_URI=${parent}@sha256:${'f'.repeat(64)}\n`,
    );
    expect(context.labels).toMatchObject({
      'org.opencontainers.image.base.name': parent,
      'org.opencontainers.image.base.digest': `sha256:${'f'.repeat(64)}`,
    });
    await prepared.openSources.closeAll();
  });

  it('keeps a source open no longer than its context is written: storing that may take minutes', async () => {
    const prepared = await createPreparer();
    const { monorepo, openSources } = prepared;
    const [base] = monorepo.baseImages;
    let opened = false;
    await prepare(
      prepared,
      imageId({ kind: 'base-image', name: base.name, platform: ARM }),
      monorepo.treeHash,
      async () => {
        // There is room for one.
        const other = {
          id: 'other',
          target: { type: 'folder' as const, path: RECEIPTS },
        };
        opened = await openSources.use(other, monorepo, async () => true);
      },
    );
    expect(opened).toBe(true);
    await openSources.closeAll();
  });

  it('refuses files that are not those of the plan', async () => {
    const prepared = await createPreparer();
    const [base] = prepared.monorepo.baseImages;
    await expect(
      prepare(
        prepared,
        imageId({ kind: 'base-image', name: base.name, platform: ARM }),
        'other',
      ),
    ).rejects.toThrow("Source 'receipts' has changed since");
    await prepared.openSources.closeAll();
  });
});
