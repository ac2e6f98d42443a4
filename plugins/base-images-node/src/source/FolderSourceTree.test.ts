import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  createMockDirectory,
  MockDirectoryContent,
} from '@backstage/backend-test-utils';
import { hashTree } from '../hash/hashTree';
import { FolderSourceTree } from './FolderSourceTree';
import { gitBlobId } from './gitBlobId';
import { InMemorySourceTree } from './InMemorySourceTree';

const directory = createMockDirectory();

function git(folder: string, ...args: string[]): string {
  const settings = [
    'user.name=n',
    'user.email=n@example.com',
    'commit.gpgsign=false',
  ];
  return execFileSync(
    'git',
    [...settings.flatMap(setting => ['-c', setting]), ...args],
    { cwd: join(directory.path, folder), encoding: 'utf8' },
  ).trim();
}

function commit(folder: string): string {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'first');
  return git(folder, 'rev-parse', 'HEAD');
}

function write(path: string, content: string) {
  mkdirSync(dirname(join(directory.path, path)), { recursive: true });
  writeFileSync(join(directory.path, path), content);
}

function open(folder: string, options = {}) {
  return FolderSourceTree.open(join(directory.path, folder), options);
}

const committed = {
  '.gitignore': '*.log\nbuild/\n!keep.log\n',
  'a/pyproject.toml': '[project]\nname = "a"\n',
  'a/empty.py': '',
  'a/data file.json': '{"ä": 1}\n',
  'a-b/x.py': 'x = 1\n',
  'keep.log': 'kept\n',
  'ünï/z.py': 'z = 1\n',
} satisfies MockDirectoryContent;

beforeEach(() => directory.clear());

describe('every way of reading the same committed files', () => {
  it('gives the same files and the same tree hash', async () => {
    directory.setContent({ checkout: committed, extracted: committed });
    symlinkSync('a/empty.py', join(directory.path, 'checkout/link'));
    symlinkSync('a/empty.py', join(directory.path, 'extracted/link'));
    const head = commit('checkout');
    write('checkout/debug.log', 'ignored');

    const checkout = await open('checkout');
    const walked = await open('extracted');
    const archive = await open('extracted', { ignore: 'none', revision: head });
    const memory = InMemorySourceTree.of(committed, {
      symlinks: { link: 'a/empty.py' },
    });

    expect(checkout.revision).toBe(head);
    expect(walked.revision).toBeNull();
    expect(archive.revision).toBe(head);
    for (const other of [walked, archive, memory]) {
      expect([...other.files.values()]).toEqual([...checkout.files.values()]);
      expect(hashTree(other)).toBe(hashTree(checkout));
    }
    expect([...checkout.files.keys()]).toEqual(
      [...Object.keys(committed), 'link'].sort(),
    );
    expect(checkout.files.get('link')).toEqual({
      path: 'link',
      type: 'symlink',
      size: 10,
      blobId: gitBlobId('a/empty.py'),
    });
    expect(checkout.diagnostics).toEqual([]);
  });
});

describe('a git work tree', () => {
  it('counts what git add --all would record', async () => {
    directory.setContent({ repo: committed });
    commit('repo');
    write('repo/a/empty.py', 'changed\n');
    write('repo/a/new.py', 'new\n');
    write('repo/build/out.bin', 'ignored');
    write('repo/a/trace.log', 'ignored');
    rmSync(join(directory.path, 'repo/a-b/x.py'));
    git('repo', 'add', 'a/empty.py');

    const tree = await open('repo');

    expect(tree.revision).toBeNull();
    expect([...tree.files.keys()]).toEqual([
      '.gitignore',
      'a/data file.json',
      'a/empty.py',
      'a/new.py',
      'a/pyproject.toml',
      'keep.log',
      'ünï/z.py',
    ]);
    expect(tree.files.get('a/empty.py')).toMatchObject({
      blobId: gitBlobId('changed\n'),
      size: 8,
    });
    expect(tree.files.get('a/new.py')?.blobId).toBe(gitBlobId('new\n'));
    git('repo', 'add', '--all');
    const recorded = git('repo', 'ls-files', '--format=%(objectname) %(path)');
    expect(
      [...tree.files.values()].map(file => `${file.blobId} ${file.path}`),
    ).toEqual(
      git('repo', '-c', 'core.quotePath=false', 'ls-files', '--stage')
        .split('\n')
        .map(line => line.replace(/^\d+ (\w+) 0\t/, '$1 ')),
    );
    expect(recorded).toContain(gitBlobId('new\n'));
  });

  it('reads a folder inside a repository, and knows its revision whatever happens beside it', async () => {
    directory.setContent({ repo: { pkg: committed, other: { f: '1' } } });
    const head = commit('repo');
    write('repo/other/f', 'changed');
    write('repo/other/new', 'new');

    const tree = await open('repo/pkg');
    expect(tree.revision).toBe(head);
    expect([...tree.files.keys()]).toEqual(Object.keys(committed).sort());

    git('repo', 'add', '--all');
    expect((await open('repo/pkg')).revision).toBe(head);
    git('repo', 'mv', 'pkg/keep.log', 'pkg/moved');
    expect((await open('repo/pkg')).revision).toBeNull();
  });

  it('gives a repository without a commit, and one with nothing in it', async () => {
    directory.setContent({ repo: {} });
    git('repo', 'init', '--quiet');
    expect([...(await open('repo')).files]).toEqual([]);
    write('repo/a', '1');
    const tree = await open('repo');
    expect(tree.revision).toBeNull();
    expect([...tree.files.keys()]).toEqual(['a']);
  });

  it('finds files in folders that are not tracked, and repositories in those', async () => {
    directory.setContent({
      repo: {
        ...committed,
        'new [1]': { deep: { f: '1', 'x.log': '' }, inner: { g: '2' } },
        ignored: { 'only.log': '' },
      },
    });
    git('repo', 'init', '--quiet');
    git('repo', 'add', ...Object.keys(committed));
    commit('repo/new [1]/inner');

    const tree = await open('repo');
    expect(
      [...tree.files.keys()].filter(path => /new|ignored/.test(path)),
    ).toEqual(['new [1]/deep/f']);
    expect(tree.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['nested-repository', 'new [1]/inner'],
    ]);
    const within = await open('repo/new [1]');
    expect([...within.files.keys()]).toEqual(['deep/f']);
    const deepest = await open('repo/new [1]/deep');
    expect([...deepest.files.keys()]).toEqual(['f']);
  });

  it('gives both sides of a conflict as they stand in the work tree', async () => {
    directory.setContent({ repo: { a: 'first\n' } });
    commit('repo');
    git('repo', 'checkout', '--quiet', '-b', 'other');
    write('repo/a', 'other\n');
    git('repo', 'commit', '--quiet', '--all', '--message', 'other');
    git('repo', 'checkout', '--quiet', '-');
    write('repo/a', 'ours\n');
    git('repo', 'commit', '--quiet', '--all', '--message', 'ours');
    expect(() => git('repo', 'merge', '--quiet', 'other')).toThrow();

    const tree = await open('repo');
    expect(tree.revision).toBeNull();
    expect((await tree.read('a')).toString()).toContain('<<<<<<<');
    expect(tree.files.get('a')?.blobId).toBe(gitBlobId(await tree.read('a')));
  });

  it('takes what it can from an earlier listing, and finds the same as without', async () => {
    directory.setContent({ repo: committed });
    commit('repo');
    let previous: FolderSourceTree = await open('repo');
    const before = previous;
    const steps: (() => void)[] = [
      () => {},
      () => write('repo/a/empty.py', 'changed\n'),
      () => write('repo/a/empty.py', 'changed again\n'),
      () => write('repo/new/file.py', 'new\n'),
      () => git('repo', 'add', 'new'),
      () => rmSync(join(directory.path, 'repo/keep.log')),
      () => write('repo/.gitignore', '/new\n'),
      () => git('repo', 'commit', '--quiet', '--all', '--message', 'second'),
      () => git('repo', 'mv', 'a/data file.json', 'moved.json'),
      () => git('repo', 'reset', '--quiet', '--hard', 'HEAD~1'),
      () => git('repo', 'rm', '--quiet', '--cached', 'keep.log'),
      () => git('repo', 'sparse-checkout', 'set', 'a'),
    ];
    for (const step of steps) {
      step();
      const next: FolderSourceTree = await open('repo', { previous });
      const afresh = await open('repo');
      expect([...next.files]).toEqual([...afresh.files]);
      expect(next.revision).toBe(afresh.revision);
      expect(next.diagnostics).toEqual(afresh.diagnostics);
      previous = next;
    }
    expect([...before.files.keys()]).toEqual(Object.keys(committed).sort());
  });

  it('leaves out submodules and repositories inside, with a note', async () => {
    directory.setContent({
      repo: { a: '1', inner: { b: '2' } },
      other: { c: '' },
    });
    commit('repo/inner');
    commit('other');
    git('repo', 'init', '--quiet');
    git(
      'repo',
      '-c',
      'protocol.file.allow=always',
      'submodule',
      'add',
      '--quiet',
      '../other',
      'sub',
    );

    const tree = await open('repo');

    expect([...tree.files.keys()]).toEqual(['.gitmodules', 'a']);
    expect(tree.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['nested-repository', 'inner'],
      ['nested-repository', 'sub'],
    ]);
  });

  it('leaves out what a sparse checkout lacks, and then is no commit', async () => {
    directory.setContent({ repo: { a: { f: '1' }, b: { f: '2' } } });
    commit('repo');
    git('repo', 'sparse-checkout', 'set', 'a');
    const tree = await open('repo');
    expect([...tree.files.keys()]).toEqual(['a/f']);
    expect(tree.revision).toBeNull();
  });

  it('walks a folder that the repository around it ignores', async () => {
    directory.setContent({
      repo: { '.gitignore': 'clones/\n', clones: { one: { a: '1' } } },
    });
    commit('repo');
    const tree = await open('repo/clones/one');
    expect([...tree.files.keys()]).toEqual(['a']);
  });

  it('runs nothing that the repository configures', async () => {
    const ran = join(directory.path, 'ran');
    directory.setContent({
      repo: { ...committed, '.gitattributes': '* filter=evil\n' },
    });
    commit('repo');
    const script = join(directory.path, 'script');
    writeFileSync(script, `#!/bin/sh\ntouch ${ran}\ncat\n`);
    chmodSync(script, 0o755);
    for (const hook of [
      'post-index-change',
      'fsmonitor-watchman',
      'reference-transaction',
    ]) {
      write(`repo/.git/hooks/${hook}`, readFileSync(script, 'utf8'));
      chmodSync(join(directory.path, 'repo/.git/hooks', hook), 0o755);
    }
    for (const name of [
      'core.fsmonitor',
      'filter.evil.clean',
      'filter.evil.process',
      'diff.external',
      'core.pager',
      'core.sshCommand',
    ]) {
      git('repo', 'config', name, script);
    }
    git('repo', 'config', 'filter.evil.required', 'true');
    write('repo/a/empty.py', 'changed\n');
    // The same size, so that git has to compare contents.
    write('repo/a-b/x.py', 'x = 2\n');

    const tree = await open('repo');

    expect(tree.files.get('a-b/x.py')?.blobId).toBe(gitBlobId('x = 2\n'));
    expect(() => readFileSync(ran)).toThrow('ENOENT');
  });

  it.each([
    ['.git/index', 'damaged'],
    ['.git/config', '[core]\nrepositoryformatversion = 99\n'],
    ['.git/config', '['],
  ])(
    'is walked, with a note, when git cannot tell: %s %j',
    async (path, text) => {
      directory.setContent({ repo: committed });
      commit('repo');
      write(`repo/${path}`, text);
      const tree = await open('repo');
      expect([...tree.files.keys()]).toEqual(Object.keys(committed).sort());
      expect(tree.revision).toBeNull();
      expect(tree.diagnostics).toEqual([
        expect.objectContaining({ code: 'git-unavailable', severity: 'info' }),
      ]);
    },
  );

  it('is walked, with a note, where git is not installed', async () => {
    directory.setContent({ repo: committed });
    commit('repo');
    const path = process.env.PATH;
    process.env.PATH = join(directory.path, 'nothing');
    try {
      const tree = await open('repo');
      expect([...tree.files.keys()]).toEqual(Object.keys(committed).sort());
      expect(tree.diagnostics[0].message).toContain('git is not installed');
    } finally {
      process.env.PATH = path;
    }
  });

  it('is not misled by the variables of a git hook', async () => {
    directory.setContent({ repo: committed, other: { x: '' } });
    commit('repo');
    commit('other');
    process.env.GIT_DIR = join(directory.path, 'other/.git');
    try {
      expect((await open('repo')).files.has('x')).toBe(false);
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});

describe('a plain folder', () => {
  it('honours nested .gitignore files and leaves out what tools make', async () => {
    directory.setContent({
      plain: {
        '.gitignore': '/out\n*.tmp\n',
        out: { f: '' },
        'x.tmp': '',
        nested: {
          '.gitignore': '!y.tmp\nsecret\n',
          'y.tmp': '',
          'z.tmp': '',
          secret: '',
        },
        deep: { out: { f: '' } },
        node_modules: { m: { 'index.js': '' } },
        __pycache__: { 'm.pyc': '' },
        env: { 'pyvenv.cfg': '', lib: { f: '' } },
        clone: { '.git': { HEAD: '' }, f: '' },
      },
    });
    expect([...(await open('plain')).files.keys()]).toEqual([
      '.gitignore',
      'deep/out/f',
      'nested/.gitignore',
      'nested/y.tmp',
    ]);
    expect([...(await open('plain', { ignore: 'none' })).files.keys()]).toEqual(
      [
        '.gitignore',
        '__pycache__/m.pyc',
        'clone/f',
        'deep/out/f',
        'env/lib/f',
        'env/pyvenv.cfg',
        'nested/.gitignore',
        'nested/secret',
        'nested/y.tmp',
        'nested/z.tmp',
        'node_modules/m/index.js',
        'out/f',
        'x.tmp',
      ],
    );
  });

  it('never reads through a symbolic link', async () => {
    directory.setContent({ plain: { a: { f: '1' } }, secret: { f: 'secret' } });
    const at = (path: string) => join(directory.path, path);
    symlinkSync('../secret', at('plain/away'));
    symlinkSync('../secret/f', at('plain/file'));
    symlinkSync('loop', at('plain/loop'));
    symlinkSync('/does/not/exist', at('plain/broken'));
    const tree = await open('plain');
    expect([...tree.files.keys()]).toEqual([
      'a/f',
      'away',
      'broken',
      'file',
      'loop',
    ]);
    expect((await tree.read('file')).toString()).toBe('../secret/f');
    expect(tree.diagnostics).toEqual([
      expect.objectContaining({
        code: 'link-outside',
        file: 'away',
        message: expect.stringContaining('away and 2 more links'),
      }),
    ]);
    await expect(tree.read('away/f')).rejects.toThrow('no file away/f');
    await expect(tree.read('../secret/f')).rejects.toThrow('no file');

    rmSync(at('plain/a'), { recursive: true });
    symlinkSync('../secret', at('plain/a'));
    await expect(tree.read('a/f')).rejects.toThrow('not inside the folder');
  });

  it('gives what a file holds now, but nothing from behind a link that came since', async () => {
    directory.setContent({ plain: { a: { f: '1' } }, secret: { f: '2' } });
    const at = (path: string) => join(directory.path, path);
    const tree = await open('plain');
    expect((await tree.read('a/f')).toString()).toBe('1');
    writeFileSync(at('plain/a/f'), '3');
    expect((await tree.read('a/f')).toString()).toBe('3');
    rmSync(at('plain/a'), { recursive: true });
    symlinkSync('../secret', at('plain/a'));
    await expect(tree.read('a/f')).rejects.toThrow('not inside the folder');
  });

  it('may be reached through a link', async () => {
    directory.setContent({ plain: { a: { f: '1' } } });
    symlinkSync('plain', join(directory.path, 'linked'));
    const tree = await open('linked');
    expect((await tree.read('a/f')).toString()).toBe('1');
  });

  it('has limits that say what to do', async () => {
    directory.setContent({ plain: { a: '1', b: '22', c: { d: { e: '3' } } } });
    await expect(open('plain', { limits: { maxFiles: 2 } })).rejects.toThrow(
      'more than 2 files',
    );
    await expect(open('plain', { limits: { maxDepth: 1 } })).rejects.toThrow(
      'more than 1 folders deep',
    );
    const tree = await open('plain', { limits: { maxFileBytes: 1 } });
    expect((await tree.read('a')).toString()).toBe('1');
    await expect(tree.read('b')).rejects.toThrow('b has 2 bytes');
  });

  it('is refused when it is not there or is no folder', async () => {
    directory.setContent({ file: '' });
    await expect(open('missing')).rejects.toThrow('There is no folder');
    await expect(open('file')).rejects.toThrow('is not a folder');
  });

  it('stops when it is told to', async () => {
    directory.setContent({ plain: { a: '1' } });
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(open('plain', { signal })).rejects.toThrow('stopped');
  });
});
