import { scan } from '../scan';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { parseCodeOwners } from './parseCodeOwners';
import { readOwners } from './readOwners';

describe('the pattern of a rule', () => {
  it.each<[string, string[], string[]]>([
    ['*', ['a', 'a/b.py'], []],
    ['*.js', ['a.js', 'x/y.js'], ['a.jsx', 'x/y.ts']],
    [
      '/build/logs/',
      ['build/logs/a', 'build/logs/x/y'],
      ['x/build/logs/a', 'build/logs'],
    ],
    [
      'docs/*',
      ['docs/getting-started.md'],
      ['docs/build-app/troubleshooting.md', 'x/docs/a'],
    ],
    ['apps/', ['apps/a', 'x/apps/y/z'], ['apps', 'xapps/a']],
    ['/docs/', ['docs/a', 'docs/x/y'], ['x/docs/a']],
    ['/scripts/', ['scripts/a'], ['x/scripts/a']],
    [
      '**/logs',
      ['build/logs/a', 'scripts/logs', 'deeply/nested/logs/x/y', 'logs/a'],
      ['logsx/a'],
    ],
    [
      '/apps/github',
      ['apps/github', 'apps/github/x/y'],
      ['apps/githubx', 'x/apps/github'],
    ],
    ['a/b', ['a/b', 'a/b/c'], ['x/a/b']],
    [
      'README.md',
      ['README.md', 'x/README.md', 'README.md/x'],
      ['README.mdx', 'xREADME.md'],
    ],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z/y'], ['a/b', 'b/a/z']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
    ['/*', ['a'], ['a/b']],
    [
      '/a?c*.py',
      ['abc.py', 'abcd.py', 'abc.py/x'],
      ['ac.py', 'a/c.py', 'x/abc.py'],
    ],
    ['lib/*/src', ['lib/a/src', 'lib/a/src/x'], ['lib/src', 'lib/a/b/src']],
    ['[x]', [], ['x', '[x]']],
  ])('%s', (pattern, matching, others) => {
    const ownersOf = parseCodeOwners(`${pattern} @team`);
    expect(matching.filter(path => ownersOf(path).length === 0)).toEqual([]);
    expect(others.filter(path => ownersOf(path).length > 0)).toEqual([]);
  });

  it('comes to an end with hostile patterns', () => {
    const ownersOf = parseCodeOwners(
      `${'*a'.repeat(500)}b @x\n${'**/a/'.repeat(200)}b @y\n`,
    );
    expect(ownersOf('a'.repeat(4_000))).toEqual([]);
    expect(ownersOf('a/'.repeat(2_000))).toEqual([]);
  });
});

describe('parseCodeOwners', () => {
  it('lets the last rule win, also one without owners', () => {
    const ownersOf = parseCodeOwners(`# everything
*          @org/everyone   someone@example.com # for now

/label/    @label @org/nlp
/label/x   @x
/label/gen
/a\\ b/     @space
!/label/   @ignored
`);
    expect(ownersOf('README')).toEqual([
      '@org/everyone',
      'someone@example.com',
    ]);
    expect(ownersOf('label/pyproject.toml')).toEqual(['@label', '@org/nlp']);
    expect(ownersOf('label/x')).toEqual(['@x']);
    expect(ownersOf('label/gen/a')).toEqual([]);
    expect(ownersOf('a b/c')).toEqual(['@space']);
  });

  it('reads sections as GitLab does', () => {
    const ownersOf = parseCodeOwners(`* @default
[Backend] @backend
/api/
/api/public/ @public
^[Docs][2] @docs
*.md
[backend]
/api/v2/ @v2
`);
    expect(ownersOf('api/x')).toEqual(['@default', '@backend']);
    expect(ownersOf('api/public/a.md')).toEqual([
      '@default',
      '@public',
      '@docs',
    ]);
    expect(ownersOf('api/v2/x')).toEqual(['@default', '@v2']);
  });
});

describe('readOwners', () => {
  it('takes the first file that there is', async () => {
    const owner = async (files: Record<string, string>) =>
      (await readOwners(InMemorySourceTree.of(files)))('a');
    expect(await owner({ 'docs/CODEOWNERS': '* @docs' })).toEqual(['@docs']);
    expect(
      await owner({ 'docs/CODEOWNERS': '* @docs', CODEOWNERS: '* @root' }),
    ).toEqual(['@root']);
    expect(
      await owner({ CODEOWNERS: '* @root', '.github/CODEOWNERS': '* @github' }),
    ).toEqual(['@github']);
    expect(await owner({ '.gitlab/CODEOWNERS': '* @lab' })).toEqual(['@lab']);
    expect(await owner({})).toEqual([]);
  });

  it('does not ask a tree for a file that it would refuse, and says so', async () => {
    const tree = InMemorySourceTree.of({
      CODEOWNERS: `* @a${' '.repeat(3_000_000)}`,
    });
    const read = jest.spyOn(tree, 'read');
    expect((await readOwners(tree))('a')).toEqual([]);
    expect(read).not.toHaveBeenCalled();
    expect((await scan(tree)).diagnostics).toMatchObject([
      { code: 'unreadable-owners', severity: 'warning', file: 'CODEOWNERS' },
    ]);
  });
});
