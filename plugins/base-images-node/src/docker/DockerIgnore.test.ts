import { DockerIgnore } from './DockerIgnore';

describe('DockerIgnore', () => {
  it.each([
    ['*.md', ['README.md'], ['docs/README.md', 'a.mdx']],
    ['**/*.md', ['README.md', 'docs/x/README.md'], ['README']],
    ['node_modules', ['node_modules/a/b'], ['x/node_modules/a']],
    ['**/node_modules', ['node_modules/a', 'x/node_modules/a'], ['x/a']],
    ['/a/', ['a/b'], ['b/a/c']],
    ['a/*/c', ['a/b/c', 'a/b/c/d'], ['a/c', 'a/b/b/c']],
    ['a/**/c', ['a/c', 'a/b/b/c'], ['a/b']],
    ['**.pyc', ['a.pyc', 'x/a.pyc'], ['a.py']],
    ['a**z', ['az', 'abz', 'a/b/z'], ['a']],
    ['file?.tx[st]', ['file1.txt', 'fileA.txs'], ['file.txt', 'file1.txa']],
    ['\\*', ['*'], ['a']],
    ['*\n!a', ['b', 'b/c'], ['a', 'a/b/c']],
    ['*\n!a/b', ['a/c', 'b'], ['a/b/c']],
    ['*\n!a\na/secret', ['a/secret/x'], ['a/b']],
    ['a\n!a/b', ['a/c'], ['a/b']],
    ['!a', [], ['a']],
    ['# a\n\n  b  \r\n#c', ['b'], ['# a', 'c']],
    ['a/../b', ['b'], ['a']],
    ['.', [], ['a']],
    ['[', [], ['[']],
    ['A', [], ['a']],
  ])('%j leaves out %j but not %j', (text, ignored, kept) => {
    const ignore = DockerIgnore.parse(text);
    expect(ignored.filter(path => !ignore.ignores(path))).toEqual([]);
    expect(kept.filter(path => ignore.ignores(path))).toEqual([]);
  });

  it('comes to an end with hostile patterns', () => {
    const stars = `${'*a'.repeat(200)}b`;
    const ignore = DockerIgnore.parse(
      `${'**/'.repeat(100)}x\n${stars}\n`.repeat(1_000),
    );
    const path = `${'a/'.repeat(100)}${'a'.repeat(2_000)}`;
    expect(ignore.ignores(path)).toBe(false);
  });
});
