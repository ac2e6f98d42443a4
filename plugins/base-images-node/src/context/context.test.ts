import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { FolderSourceTree } from '../source/FolderSourceTree';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { SourceTree } from '../source/SourceTree';
import { ContextBuild, ContextSources } from './ContextSources';
import { writeContextZip } from './writeContextZip';

const BUILD: ContextBuild = {
  dockerfile: 'Dockerfile',
  context: '.',
  target: null,
  buildArgs: {},
  buildContexts: {},
  platform: null,
};

async function select(tree: SourceTree, build: Partial<ContextBuild> = {}) {
  const sources = await ContextSources.read(tree);
  const selected = await sources.select({ ...BUILD, ...build });
  if ('refused' in selected) {
    throw new Error(JSON.stringify(selected.refused));
  }
  return selected;
}

async function paths(
  dockerfile: string,
  files: Record<string, string>,
  build: Partial<ContextBuild> = {},
  symlinks: Record<string, string> = {},
) {
  const tree = InMemorySourceTree.of(
    { Dockerfile: dockerfile, ...files },
    { symlinks },
  );
  const selected = await select(tree, build);
  return selected.files.map(({ path }) => path);
}

const FILES = {
  'a/one.py': '1',
  'a/two.md': '22',
  'b/deep/three.py': '333',
  'c.txt': '4444',
};

describe('ContextSources', () => {
  it.each<
    [string, string, Record<string, string>, Partial<ContextBuild>, string[]]
  >([
    ['nothing', 'FROM x', {}, {}, []],
    [
      'a file and a folder',
      'FROM x\nCOPY c.txt a/ /to/',
      {},
      {},
      ['a/one.py', 'a/two.md', 'c.txt'],
    ],
    [
      'patterns',
      'FROM x\nCOPY a/*.py b/*/three.* /to/',
      {},
      {},
      ['a/one.py', 'b/deep/three.py'],
    ],
    [
      'arguments',
      'FROM x\nARG D=a\nCOPY ${D} /to',
      {},
      { buildArgs: { D: 'b' } },
      ['b/deep/three.py'],
    ],
    [
      'everything, where a path is not known',
      'FROM x\nARG D\nCOPY ${D} /to',
      {},
      {},
      ['a/one.py', 'a/two.md', 'b/deep/three.py', 'c.txt'],
    ],
    [
      'everything, for another frontend',
      '# syntax=example/frontend\nFROM x',
      {},
      {},
      ['a/one.py', 'a/two.md', 'b/deep/three.py', 'c.txt'],
    ],
    [
      'bind mounts',
      'FROM x\nRUN --mount=type=bind,source=b,target=/b true\nRUN --mount=type=cache,target=/c true',
      {},
      {},
      ['b/deep/three.py'],
    ],
    [
      'the whole context as a mount',
      'FROM x\nRUN --mount=type=bind,target=/b true',
      { '.dockerignore': 'a\n*.txt' },
      {},
      ['.dockerignore', 'b/deep/three.py'],
    ],
    [
      'not what is ignored',
      'FROM x\nCOPY . /',
      { '.dockerignore': '**/*.md\nc.txt\nDockerfile' },
      {},
      ['.dockerignore', 'a/one.py', 'b/deep/three.py'],
    ],
    [
      'the ignore file beside the Dockerfile',
      'FROM x\nCOPY a /a',
      { '.dockerignore': 'a', 'Dockerfile.dockerignore': '*.md\n**/*.md' },
      {},
      ['Dockerfile.dockerignore', 'a/one.py'],
    ],
    [
      'stages that the target needs',
      'FROM x AS one\nCOPY a /a\nFROM x AS two\nCOPY b /b\nFROM x AS three\nCOPY --from=one /a /a',
      {},
      {},
      ['a/one.py', 'a/two.md'],
    ],
    [
      'only them',
      'FROM x AS one\nCOPY a /a\nFROM one AS two\nCOPY b /b',
      {},
      { target: 'one' },
      ['a/one.py', 'a/two.md'],
    ],
    [
      'named contexts in the tree',
      'FROM x\nCOPY --from=lib . /lib\nCOPY --from=image / /i',
      {},
      { buildContexts: { lib: 'b', image: 'docker-image://y' } },
      ['b/deep/three.py'],
    ],
    [
      'a stage that is a named context',
      'FROM lib\nRUN true',
      {},
      { buildContexts: { lib: 'b' } },
      ['b/deep/three.py'],
    ],
    ['nothing for URLs', 'FROM x\nADD https://example.com/a /x', {}, {}, []],
    [
      'what COPY leaves out again',
      'FROM x\nCOPY --exclude=*.md a /a',
      {},
      {},
      ['a/one.py', 'a/two.md'],
    ],
    [
      'nothing above the context',
      'FROM x\nCOPY ../c.txt /',
      {},
      { context: 'a' },
      [],
    ],
  ])('selects %s', async (_, dockerfile, files, build, expected) => {
    const found = await paths(dockerfile, { ...FILES, ...files }, build);
    expect(found).toEqual([...new Set(['Dockerfile', ...expected])].sort());
  });

  it('keeps folders from the root, whatever the build is started in', async () => {
    const found = await paths('FROM x\nCOPY deep /d', FILES, { context: 'b' });
    expect(found).toEqual(['Dockerfile', 'b/deep/three.py']);
  });

  it('takes links along that are on the way, and keeps links as they are', async () => {
    const symlinks = {
      link: 'a',
      'a/inner': '../c.txt',
      out: '../outside',
      absolute: '/etc/passwd',
    };
    const dockerfile = 'FROM x\nCOPY link/ /l\nCOPY out absolute /o';
    const found = await paths(dockerfile, FILES, {}, symlinks);
    expect(found).toEqual(
      [
        'Dockerfile',
        'a/inner',
        'a/one.py',
        'a/two.md',
        'absolute',
        'link',
      ].sort(),
    );
  });

  it('does not follow links out of the folder that is built in', async () => {
    const found = await paths(
      'FROM x\nCOPY link /l',
      FILES,
      { context: 'b' },
      { 'b/link': '../a' },
    );
    expect(found).toEqual(['Dockerfile']);
  });

  it('takes texts that are written only for this build', async () => {
    const tree = InMemorySourceTree.of({ Dockerfile: 'FROM x', ...FILES });
    const { files, size, written } = await select(tree, {
      dockerfile: 'Dockerfile.with_base',
      dockerfileText: 'FROM é\nCOPY . /',
      ignoreText: '*\n!a',
    });
    expect(files.map(file => [file.path, file.size])).toEqual([
      ['Dockerfile.with_base', 16],
      ['Dockerfile.with_base.dockerignore', 4],
      ['a/one.py', 1],
      ['a/two.md', 2],
    ]);
    expect(size).toBe(23);
    expect([...written.keys()]).toEqual([
      'Dockerfile.with_base',
      'Dockerfile.with_base.dockerignore',
    ]);
  });

  it('refuses Git LFS pointers and names that archives cannot hold', async () => {
    const pointer =
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    const tree = InMemorySourceTree.of({
      Dockerfile: 'FROM x\nCOPY a /a',
      'a/model.bin': pointer,
      'a/b\\c': '',
      'unused.bin': pointer,
    });
    const sources = await ContextSources.read(tree);
    expect(await sources.select(BUILD)).toEqual({
      refused: [
        expect.objectContaining({
          code: 'invalid-context-path',
          file: 'a/b\\c',
        }),
        expect.objectContaining({
          code: 'lfs-pointer-in-context',
          file: 'a/model.bin',
        }),
      ],
    });
  });
});

describe('writeContextZip', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.clear());

  async function zip(tree: SourceTree, name: string, build = {}) {
    const path = directory.resolve(name);
    const result = await writeContextZip(tree, await select(tree, build), path);
    const bytes = readFileSync(path);
    expect(result).toEqual({
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    return bytes;
  }

  function fill(folder: string, order: string[]) {
    mkdirSync(join(folder, 'a'), { recursive: true });
    for (const path of order) {
      writeFileSync(join(folder, path), path.repeat(1_000));
    }
    writeFileSync(join(folder, 'Dockerfile'), 'FROM x\nCOPY . /');
    writeFileSync(join(folder, 'a/run.sh'), '');
    chmodSync(join(folder, 'a/run.sh'), 0o755);
    symlinkSync('../b.txt', join(folder, 'a/link'));
  }

  it('gives the same bytes in another folder, order, time zone and at another time', async () => {
    const order = ['b.txt', 'a/c.txt', 'a/d.txt'];
    fill(directory.resolve('one'), order);
    const first = await zip(
      await FolderSourceTree.open(directory.resolve('one')),
      'one.zip',
    );
    await new Promise(resolve => setTimeout(resolve, 1_100));
    fill(directory.resolve('two'), order.reverse());
    const before = process.env.TZ;
    process.env.TZ = 'Asia/Tokyo';
    try {
      const second = await zip(
        await FolderSourceTree.open(directory.resolve('two')),
        'two.zip',
      );
      expect(second.equals(first)).toBe(true);
    } finally {
      process.env.TZ = before;
    }
  });

  it('keeps contents, links and what can be run', async () => {
    fill(directory.resolve('one'), ['b.txt']);
    const tree = await FolderSourceTree.open(directory.resolve('one'));
    await zip(tree, 'context.zip');
    const out = directory.resolve('out');
    execFileSync('unzip', ['-q', directory.resolve('context.zip'), '-d', out]);
    expect(readFileSync(join(out, 'b.txt'), 'utf8')).toBe(
      'b.txt'.repeat(1_000),
    );
    expect(readlinkSync(join(out, 'a/link'))).toBe('../b.txt');
    expect(lstatSync(join(out, 'a/run.sh')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(out, 'b.txt')).mode & 0o777).toBe(0o644);
  });

  it('leaves nothing behind when a file is gone, and never writes over one', async () => {
    const tree = InMemorySourceTree.of({
      Dockerfile: 'FROM x\nCOPY a /a',
      a: 'a',
    });
    const selection = await select(tree);
    const path = directory.resolve('gone.zip');
    const gone: SourceTree = {
      ...tree,
      files: tree.files,
      read: async () => {
        throw new Error('gone');
      },
    };
    await expect(writeContextZip(gone, selection, path)).rejects.toThrow(
      'gone',
    );
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, 'mine');
    await expect(writeContextZip(tree, selection, path)).rejects.toThrow(
      'EEXIST',
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const signal = AbortSignal.abort();
    const other = directory.resolve('aborted.zip');
    await expect(
      writeContextZip(tree, selection, other, { signal }),
    ).rejects.toThrow();
    expect(existsSync(other)).toBe(false);
  });
});
