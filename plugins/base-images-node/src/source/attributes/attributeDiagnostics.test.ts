import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { hashTree } from '../../hash/hashTree';
import { FolderSourceTree } from '../FolderSourceTree';
import { InMemorySourceTree } from '../InMemorySourceTree';
import { attributeDiagnostics } from './attributeDiagnostics';

const directory = createMockDirectory();
const at = (path: string) => join(directory.path, path);

const POINTER = `version https://git-lfs.github.com/spec/v1
oid sha256:${'0'.repeat(64)}
size 12345
`;

function git(...args: string[]): string {
  const settings = [
    'user.name=n',
    'user.email=n@example.com',
    'commit.gpgsign=false',
    'core.autocrlf=false',
  ];
  return execFileSync(
    'git',
    [...settings.flatMap(setting => ['-c', setting]), ...args],
    { cwd: at('checkout'), encoding: 'utf8' },
  ).trim();
}

/** Commits files, checks them out, and unpacks what the host would give as an archive. */
function commit(files: Record<string, string>): void {
  directory.clear();
  mkdirSync(at('checkout'));
  mkdirSync(at('archive'));
  git('init', '--quiet');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(at(`checkout/${path}`)), { recursive: true });
    writeFileSync(at(`checkout/${path}`), text);
  }
  symlinkSync('a.txt', at('checkout/link'));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  // Bytes as a checkout gives them: after its conversions.
  for (const name of readdirSync(at('checkout'))) {
    if (name !== '.git') {
      rmSync(at(`checkout/${name}`), { recursive: true });
    }
  }
  git('checkout', '--quiet', '--', '.');
  git('archive', '--format=tar', '--output=../archive.tar', 'HEAD');
  execFileSync('tar', ['-xf', at('archive.tar'), '-C', at('archive')]);
}

const describeAll = (tree: FolderSourceTree) =>
  tree.diagnostics.map(
    ({ code, file, line, message }) => `${file}:${line} ${code} ${message}`,
  );

const checkout = () => FolderSourceTree.open(at('checkout'));
const archive = () => FolderSourceTree.open(at('archive'), { ignore: 'none' });

describe('attributes by which bytes differ from the committed ones', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'none',
      { '.gitattributes': '* text=auto\n*.png binary\n*.sh eol=lf\n' },
      [],
    ],
    [
      'export-subst',
      {
        '.gitattributes': '# who\n\na.txt export-subst\n',
        'a.txt': '$Format:%H$\n',
      },
      [
        '.gitattributes:3 unverified The bytes of a.txt may not be the committed ones (export-subst).',
      ],
    ],
    [
      'export-ignore',
      { '.gitattributes': '/docs export-ignore\n', 'docs/x.md': 'x' },
      [
        '.gitattributes:1 unverified Archives leave out what matches /docs (export-ignore), so files of the commit may be missing here.',
      ],
    ],
    [
      'line ends',
      {
        '.gitattributes': '*.bat text eol=crlf\n',
        'a.bat': 'x\ny\n',
        'b/b.bat': 'x\n',
        'c.bat': 'x\n',
      },
      [
        '.gitattributes:1 unverified The bytes of a.bat and 2 more files may not be the committed ones (eol=crlf).',
      ],
    ],
    [
      'encodings, below the root',
      {
        'sub/.gitattributes': '/x.txt text working-tree-encoding=UTF-16LE\n',
        'sub/x.txt': 'ab',
      },
      [
        'sub/.gitattributes:1 unverified The bytes of sub/x.txt may not be the committed ones (working-tree-encoding=UTF-16LE).',
      ],
    ],
    [
      'keywords',
      { '.gitattributes': '"a.txt" ident\n', 'a.txt': '$Id$\n' },
      [
        '.gitattributes:1 unverified The bytes of a.txt may not be the committed ones (ident).',
      ],
    ],
  ])(
    'tells %s of an archive, and nothing of a checkout of the same commit',
    async (_, files, expected) => {
      const committed =
        'sub/x.txt' in files
          ? { ...files, 'sub/x.txt': 'a\0b\0' }
          : { 'a.txt': 'a\n', ...files };
      commit(committed);
      const fromGit = await checkout();
      expect(describeAll(fromGit)).toEqual([]);
      const fromArchive = await archive();
      expect(describeAll(fromArchive)).toEqual(expected);
      // What is told is real, and where nothing is told the bytes are the same.
      expect(hashTree(fromArchive) === hashTree(fromGit)).toBe(
        expected.length === 0,
      );
    },
  );

  it('gives a checkout the committed blob ids even where no file is known to be unchanged', async () => {
    commit({
      '.gitattributes': '*.bat eol=crlf\n*.id ident\n',
      'a.txt': 'a\n',
      'sub/a "b"\n\\.bat': 'x\ny\n',
      'c.id': '$Id$\n',
    });
    const before = hashTree(await checkout());
    cpSync(at('checkout'), at('copy'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    for (const path of ['a.txt', 'sub/a "b"\n\\.bat', 'c.id']) {
      utimesSync(at(`copy/${path}`), 1, 1);
    }
    for (const folder of ['copy', 'copy/sub']) {
      const tree = await FolderSourceTree.open(at(folder));
      expect(describeAll(tree)).toEqual([]);
      const whole = folder === 'copy';
      expect(hashTree(tree) === before).toBe(whole);
      const name = 'a "b"\n\\.bat';
      expect(tree.files.get(whole ? `sub/${name}` : name)?.blobId).toBe(
        git('rev-parse', `HEAD:sub/${name}`),
      );
    }
  });

  it('lets later lines and nearer files decide', async () => {
    commit({
      '.gitattributes':
        '[attr]dos text eol=crlf\n*.bat dos\nkeep.bat -text\nx/*.bat eol=lf\n',
      'a.txt': '',
      'keep.bat': 'x\n',
      'x/a.bat': 'x\n',
      'y/.gitattributes': '*.bat !eol\n',
      'y/deep/a.bat': 'x\n',
    });
    expect(describeAll(await archive())).toEqual([]);
    writeFileSync(at('archive/x/b.bat'), 'x\n');
    mkdirSync(at('archive/x/z'));
    writeFileSync(at('archive/x/z/c.bat'), 'x\n');
    expect(describeAll(await archive())).toEqual([
      '.gitattributes:2 unverified The bytes of x/z/c.bat may not be the committed ones (eol=crlf).',
    ]);
  });

  it('does not suspect a folder that has what an archive would leave out', async () => {
    commit({
      '.gitattributes': 'docs/ export-ignore\n*.cfg export-ignore\n',
      'docs/x.md': '',
      'a.cfg': '',
    });
    expect((await archive()).diagnostics).toHaveLength(2);
    rmSync(at('checkout/.git'), { recursive: true });
    expect((await checkout()).diagnostics).toEqual([]);
  });
});

describe('Git LFS', () => {
  const files = {
    '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
    'a.bin': POINTER,
    'b.bin': POINTER,
    'c.txt': POINTER,
  };

  it('tells pointers in place of contents, wherever they are', async () => {
    commit(files);
    const expected = [
      '.gitattributes:1 lfs-pointer Only the Git LFS pointer of a.bin and 1 more file is here, so that an image would get the pointer in place of the content.',
    ];
    expect(describeAll(await checkout())).toEqual(expected);
    expect(describeAll(await archive())).toEqual(expected);
    expect(hashTree(await archive())).toBe(hashTree(await checkout()));
  });

  it('does not know what would be committed of fetched contents that git holds for changed', async () => {
    commit({ ...files, 'b.bin': 'small' });
    expect(describeAll(await checkout())).toEqual([
      expect.stringMatching(/^\.gitattributes:1 lfs-pointer .* of a\.bin is/),
    ]);
    writeFileSync(at('checkout/a.bin'), 'the content');
    writeFileSync(at('archive/a.bin'), 'the content');
    const changed = (names: string) =>
      `.gitattributes:1 unverified The bytes of ${names} may not be the committed ones (filter=lfs).`;
    expect(describeAll(await checkout())).toEqual([changed('a.bin')]);
    expect(describeAll(await archive())).toEqual([
      changed('a.bin and 1 more file'),
    ]);
  });
});

it.each([
  ['patterns', `${'*a'.repeat(500)}b ident\n`.repeat(4_000)],
  ['folders', `${'**/*a/'.repeat(200)}b ident\n`.repeat(4_000)],
  ['macros', '[attr]a ident\n* a\n'.repeat(100_000)],
  ['bytes', '* text\n'.repeat(1_000_000)],
])('comes to an end with hostile attributes: %s', async (_, text) => {
  const tree = InMemorySourceTree.of({
    '.gitattributes': text,
    ...Object.fromEntries(
      Array.from({ length: 2_000 }, (__, index) => [
        `${'a/'.repeat(50)}${'a'.repeat(200)}${index}`,
        '',
      ]),
    ),
  });
  const diagnostics = await attributeDiagnostics(tree, { kind: 'archive' });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: 'unverified', line: null }),
  );
});
