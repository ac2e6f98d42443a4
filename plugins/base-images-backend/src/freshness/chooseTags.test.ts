import { chooseTags } from './chooseTags';

type Options = Parameters<typeof chooseTags>[0];

/** What is asked in so many rounds in which nothing comes. */
function rounds(count: number, options: Omit<Options, 'turns'>) {
  let turns: readonly string[] = [];
  return Array.from({ length: count }, () => {
    const chosen = chooseTags({ ...options, turns });
    turns = chosen.turns;
    return chosen.requests.map(tags => tags.join(' ')).join(', ');
  });
}

describe('chooseTags', () => {
  it.each<[string, string[], string[], string[], string[]]>([
    ['confirms what is fresh', ['a'], ['a'], ['a'], ['a', 'a']],
    [
      'confirms two platforms at once',
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
      ['a b', 'a b'],
    ],
    [
      'confirms the newest while nothing is expected',
      [],
      ['a', 'b'],
      ['a', 'b'],
      ['a b', 'a b'],
    ],
    ['awaits what was never built', ['new'], [], [], ['new', 'new', 'new']],
    [
      'awaits what is stale, in turn with what it was',
      ['new'],
      ['old'],
      ['old'],
      ['new', 'old', 'new', 'old'],
    ],
    [
      'takes up an older image that is known',
      ['old'],
      ['newer'],
      ['old', 'newer'],
      ['old newer', 'old newer'],
    ],
    [
      'confirms one platform in each round while the other is awaited',
      ['a', 'new'],
      ['a', 'old'],
      ['a', 'old'],
      ['a old, new', 'a old, new'],
    ],
    [
      'awaits two platforms at once, then in turn',
      ['x', 'y'],
      ['a', 'b'],
      ['a', 'b'],
      ['x y', 'a', 'b', 'x', 'y', 'a'],
    ],
    ['asks nothing when nothing can be there', [], [], [], ['']],
  ])('%s', (_, expected, newest, known, asked) => {
    expect(
      rounds(asked.length, { expected, newest, known: new Set(known) }),
    ).toEqual(asked);
  });

  it('asks at once for what the sources mean now', () => {
    const options = { newest: ['old'], known: new Set(['old']) };
    const { turns } = chooseTags({ ...options, expected: ['one'], turns: [] });
    expect(chooseTags({ ...options, expected: ['two'], turns })).toEqual({
      requests: [['two']],
      turns: ['old', 'two'],
    });
  });
});
