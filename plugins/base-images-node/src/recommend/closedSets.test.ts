import { closedSets } from './closedSets';
import { formatPackage, keyOfSet, PackageSet } from './packageSets';

/** What each package brings along. */
const CLOSURES: Record<string, string> = {
  a: 'a',
  b: 'a b',
  c: 'a c',
  'c[x]': 'a c[x] d',
  d: 'd',
};

function toSet(text: string): PackageSet {
  return text
    .split(' ')
    .filter(Boolean)
    .map(item => {
      const [name, extras = ''] = item.replace(']', '').split('[');
      return { package: name, extras: extras.split(',').filter(Boolean) };
    });
}

describe('closedSets', () => {
  it.each<[string, string[], string[]]>([
    ['one Lambda', ['a b'], ['a', 'a b']],
    ['nothing', [], []],
    ['what no Lambda requires together', ['a b', 'a c'], ['a', 'a b', 'a c']],
    [
      'every union of closures',
      ['a b c d'],
      ['a', 'a b', 'a b c', 'a b c d', 'a b d', 'a c', 'a c d', 'a d', 'd'],
    ],
    [
      'extras only where they are required',
      ['a c[x] d', 'a c'],
      ['a', 'a c', 'a c d', 'a c[x] d', 'a d', 'd'],
    ],
  ])('gives those of %s', (_, required, expected) => {
    const sets = closedSets(required.map(toSet), item =>
      toSet(CLOSURES[formatPackage(item)]),
    );
    expect(sets.map(keyOfSet).sort()).toEqual(expected);
  });

  it('stays within bounds for many packages and Lambdas', () => {
    const required = Array.from({ length: 300 }, (_, lambda) =>
      toSet(
        Array.from({ length: 40 }, (__, at) => `p${(lambda * 7 + at) % 400}`)
          .sort()
          .join(' '),
      ),
    );
    const sets = closedSets(required, item => [item]);
    expect(sets.length).toBeLessThanOrEqual(1_500);
    expect(sets.length).toBeGreaterThan(400);
  });
});
