import { InMemorySourceTree } from './InMemorySourceTree';

describe('InMemorySourceTree', () => {
  const tree = InMemorySourceTree.of(
    { 'b/c.txt': 'hello\n', a: '' },
    { revision: 'r1', symlinks: { 'b-link': 'b' } },
  );

  it('lists files in the order of their paths, with the ids that git gives', () => {
    expect(tree.revision).toBe('r1');
    expect([...tree.files.values()]).toEqual([
      {
        path: 'a',
        blobId: 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
        size: 0,
        type: 'file',
      },
      {
        path: 'b-link',
        blobId: '63d8dbd40c23542e740659a7168a0ce3138ea748',
        size: 1,
        type: 'symlink',
      },
      {
        path: 'b/c.txt',
        blobId: 'ce013625030ba8dba906f756967f9e9ca394464a',
        size: 6,
        type: 'file',
      },
    ]);
  });

  it('reads content, and rejects for what is not there', async () => {
    await expect(tree.read('b/c.txt')).resolves.toEqual(Buffer.from('hello\n'));
    await expect(tree.read('b')).rejects.toThrow(
      "The source tree has no file 'b'",
    );
  });
});
