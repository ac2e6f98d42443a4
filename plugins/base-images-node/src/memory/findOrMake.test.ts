import { findOrMake } from './findOrMake';

describe('findOrMake', () => {
  it('makes what is not known, for some items at a time, in the order of the items', async () => {
    const known = new Map([
      ['b', 'known b'],
      ['d', 'known d'],
    ]);
    let running = 0;
    let most = 0;
    const made: string[] = [];
    const results = await findOrMake(
      ['a', 'b', 'c', 'd', 'e'],
      2,
      item => known.get(item),
      async item => {
        most = Math.max(most, ++running);
        made.push(item);
        await Promise.resolve();
        running--;
        return `made ${item}`;
      },
    );
    expect(results).toEqual([
      'made a',
      'known b',
      'made c',
      'known d',
      'made e',
    ]);
    expect(made).toEqual(['a', 'c', 'e']);
    expect(most).toBe(2);
  });

  it('fails as making one fails', async () => {
    await expect(
      findOrMake(
        ['a'],
        2,
        () => undefined,
        async () => {
          throw new Error('broken');
        },
      ),
    ).rejects.toThrow('broken');
  });
});
