import { paginate, SortKey } from './pagination';

describe('paginate', () => {
  const keyOf = (item: [string, number]): SortKey => item;
  const list: [string, number][] = [
    ['a', 1],
    ['a', 9],
    ['a', 10],
    ['b', 2],
  ];

  it('gives every item once, in order', () => {
    const first = paginate(list, { limit: 3 }, keyOf);
    expect(first).toEqual({
      items: list.slice(0, 3),
      totalItems: 4,
      pageInfo: { nextCursor: expect.stringMatching(/^[\w-]+$/) },
    });
    const cursor = first.pageInfo.nextCursor;
    expect(paginate(list, { limit: 3, cursor }, keyOf)).toEqual({
      items: [['b', 2]],
      totalItems: 4,
      pageInfo: {},
    });
  });

  it('has 100 items on a page where no limit is asked for', () => {
    const items = Array.from({ length: 101 }, (_, index) => index);
    expect(paginate(items, {}, item => [item]).items).toHaveLength(100);
  });

  it('goes on at the right place when the list has changed meanwhile', () => {
    const { pageInfo } = paginate(list, { limit: 2 }, keyOf);
    const changed: [string, number][] = [
      ['a', 0],
      ['a', 1],
      ['a', 11],
      ['b', 2],
    ];
    expect(
      paginate(changed, { cursor: pageInfo.nextCursor }, keyOf).items,
    ).toEqual([
      ['a', 11],
      ['b', 2],
    ]);
    expect(
      paginate([['a', 1]], { cursor: pageInfo.nextCursor }, keyOf),
    ).toEqual({ items: [], totalItems: 1, pageInfo: {} });
  });
});
