import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { FolderSourceTree } from './FolderSourceTree';
import { GitRevisionSourceTree } from './GitRevisionSourceTree';

const directory = createMockDirectory();

const resolve = (path: string) => join(directory.path, path);

function git(folder: string, ...args: string[]): string {
  const settings = [
    'user.name=n',
    'user.email=n@example.com',
    'commit.gpgsign=false',
    'protocol.file.allow=always',
  ];
  return execFileSync(
    'git',
    [...settings.flatMap(setting => ['-c', setting]), ...args],
    { cwd: resolve(folder), encoding: 'utf8', stdio: 'pipe' },
  ).trim();
}

function write(path: string, content: string | Buffer) {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(resolve(path), content);
}

function commit(): string {
  git('clone', 'add', '--all');
  git('clone', 'commit', '--quiet', '--allow-empty', '--message', 'c');
  return git('clone', 'rev-parse', 'HEAD');
}

const open = (path: string, revision: string, options = {}) =>
  GitRevisionSourceTree.open(resolve(path), revision, options);

const list = (tree: FolderSourceTree | GitRevisionSourceTree) => [
  ...tree.files.values(),
];

const BINARY = Buffer.from([0, 10, 13, 10, 255, 10]);

beforeEach(() => {
  directory.setContent({ clone: {} });
  git('clone', 'init', '--quiet', '--initial-branch', 'main');
  write('clone/pyproject.toml', '[project]\nname = "root"\n');
  write('clone/empty', '');
  write('clone/a/data ü.bin', BINARY);
  write('clone/a-b/x.py', 'x = 1\r\n');
  write('clone/a/line\nbreak.py', 'y = 1');
  symlinkSync('a/none', resolve('clone/link'));
});

describe('GitRevisionSourceTree', () => {
  it('lists what a checkout of the commit lists, and reads the same', async () => {
    const first = commit();
    const folder = await FolderSourceTree.open(resolve('clone'));
    const expected = list(folder);
    const contents = await Promise.all(
      expected.map(({ path }) => folder.read(path)),
    );
    rmSync(resolve('clone/a'), { recursive: true });
    write('clone/pyproject.toml', 'changed');
    commit();

    for (const revision of [first, 'HEAD~1', 'main^', first.slice(0, 10)]) {
      const tree = await open('clone', revision);
      expect(tree.revision).toBe(first);
      expect(list(tree)).toEqual(expected);
      // Many questions at once, answered each with its own content.
      const read = await Promise.all(
        expected.map(({ path }) => tree.read(path)),
      );
      expect(read).toEqual(contents);
      tree.close();
    }
  });

  it('reads a folder inside, whatever was there then', async () => {
    const first = commit();
    renameSync(resolve('clone/a'), resolve('clone/b'));
    const inside = await open('clone/a-b', first);
    expect([...inside.files.keys()]).toEqual(['x.py']);
    expect((await inside.read('x.py')).toString()).toBe('x = 1\r\n');
    inside.close();
    expect((await open('clone/b', first)).files.size).toBe(0);
  });

  it('keeps files whole that are larger than what a pipe holds, and can be read again after close', async () => {
    const large = Buffer.alloc(3_000_000, 'line\n');
    write('clone/large', large);
    commit();
    const tree = await open('clone', 'HEAD');
    expect(large.equals(await tree.read('large'))).toBe(true);
    tree.close();
    expect((await tree.read('empty')).length).toBe(0);
    const cut = tree.read('large');
    tree.close();
    await expect(cut).rejects.toThrow('closed');
    expect(large.equals(await tree.read('large'))).toBe(true);
    tree.close();
  });

  it('refuses what is too large, and what is not there', async () => {
    commit();
    const tree = await open('clone', 'HEAD', { limits: { maxFileBytes: 3 } });
    await expect(tree.read('pyproject.toml')).rejects.toThrow(
      'more than the 3 that are read of one file',
    );
    await expect(tree.read('none')).rejects.toThrow('There is no file none');
    await expect(
      open('clone', 'HEAD', { limits: { maxFiles: 2 } }),
    ).rejects.toThrow('more than 2 files');
    await expect(
      open('clone', 'HEAD', { limits: { maxDepth: 0 } }),
    ).rejects.toThrow('more than 0 folders deep');
  });

  it('says that a file is missing in a damaged or partial clone', async () => {
    commit();
    const tree = await open('clone', 'HEAD');
    const { blobId } = tree.files.get('a-b/x.py')!;
    rmSync(
      resolve(`clone/.git/objects/${blobId.slice(0, 2)}/${blobId.slice(2)}`),
    );
    await expect(tree.read('a-b/x.py')).rejects.toThrow('not in this clone');
    expect((await tree.read('a/line\nbreak.py')).toString()).toBe('y = 1');
    tree.close();
    const again = await open('clone', 'HEAD');
    expect(again.files.get('a-b/x.py')).toMatchObject({ blobId, size: 0 });
    await expect(again.read('a-b/x.py')).rejects.toThrow('not in this clone');
    again.close();
  });

  it('leaves submodules out, and gives pointers as they were committed', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid x\n';
    write('clone/.gitattributes', '*.bin filter=lfs\n*.txt eol=crlf text\n');
    write('clone/model.bin', pointer);
    write('clone/text.txt', 'a\r\nb\r\n');
    const first = commit();
    git('clone', 'update-index', '--add', '--cacheinfo', `160000,${first},sub`);
    git('clone', 'commit', '--quiet', '--message', 'submodule');
    git('clone', 'config', 'filter.lfs.smudge', `touch ${resolve('ran')}`);
    const tree = await open('clone', 'HEAD');
    expect(tree.files.has('sub')).toBe(false);
    expect(tree.diagnostics).toMatchObject([
      { code: 'nested-repository', file: 'sub' },
    ]);
    expect((await tree.read('model.bin')).toString()).toBe(pointer);
    expect((await tree.read('text.txt')).toString()).toBe('a\nb\n');
    expect(existsSync(resolve('ran'))).toBe(false);
    tree.close();
  });

  it.each([
    '',
    'nope',
    '--help',
    '-n',
    '--all',
    '--output=x',
    'HEAD..HEAD',
    'HEAD:empty',
    'HEAD\0',
    'HEAD\n--all',
  ])('refuses %j as a revision', async revision => {
    commit();
    await expect(open('clone', revision)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('give a commit, branch or tag'),
    });
  });

  it('says what to do in a shallow clone', async () => {
    const first = commit();
    commit();
    git(
      '.',
      'clone',
      '--quiet',
      '--depth',
      '1',
      `file://${resolve('clone')}`,
      'shallow',
    );
    await expect(open('shallow', first)).rejects.toThrow(
      'git fetch --unshallow',
    );
    expect((await open('shallow', 'HEAD')).files.size).toBe(6);
  });

  it('refuses folders outside of git, and those that are not there', async () => {
    directory.addContent({ plain: {} });
    await expect(open('plain', 'HEAD')).rejects.toThrow(
      'is not in a git work tree',
    );
    await expect(open('none', 'HEAD')).rejects.toThrow(
      'Cannot open the folder',
    );
  });

  it('stops with its signal', async () => {
    commit();
    const abort = new AbortController();
    const tree = await open('clone', 'HEAD', { signal: abort.signal });
    await tree.read('empty');
    const pending = tree.read('pyproject.toml');
    abort.abort(new Error('enough'));
    await expect(pending).rejects.toThrow();
    await expect(tree.read('empty')).rejects.toThrow('enough');
  });
});
