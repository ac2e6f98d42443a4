import { excludeFolders } from './excludeFolders';
import { InMemorySourceTree } from './InMemorySourceTree';

describe('excludeFolders', () => {
  const tree = InMemorySourceTree.of({
    'a/b': '',
    'a/x/c': '',
    'docs/examples/one/d': '',
    'tests/fixtures/e/f': '',
    'x/g': '',
  });
  it.each([
    [[], ['a/b', 'a/x/c', 'docs/examples/one/d', 'tests/fixtures/e/f', 'x/g']],
    [
      ['tests/fixtures', 'docs/examples/*'],
      ['a/b', 'a/x/c', 'x/g'],
    ],
    [['x'], ['a/b', 'docs/examples/one/d', 'tests/fixtures/e/f']],
    [
      ['/x/', 'a/*'],
      ['docs/examples/one/d', 'tests/fixtures/e/f'],
    ],
    [['**/fixtures', '*'], []],
  ])('leaves out %j', async (patterns, kept) => {
    const view = excludeFolders(tree, patterns);
    expect([...view.files.keys()]).toEqual(kept);
    expect(view.revision).toBe(tree.revision);
    for (const path of tree.files.keys()) {
      const outcome = await view.read(path).then(
        () => true,
        () => false,
      );
      expect(outcome).toBe(kept.includes(path));
    }
  });
});
