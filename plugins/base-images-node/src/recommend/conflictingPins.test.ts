import { haveConflictingPins } from './conflictingPins';

describe('haveConflictingPins', () => {
  it.each<[boolean, string]>([
    [false, 'a==1 b==2'],
    [false, 'a==1 a==1.0'],
    [false, 'a==1.2 a>=1 a'],
    [false, 'a>=1 a<2'],
    [false, 'a==1.*'],
    [true, 'a==1 a==2'],
    [true, 'a>=2 a==1'],
    [true, 'b a==1.2 a<1'],
  ])('is %s for %s', (expected, text) => {
    const requirements = text.split(' ').map(item => {
      const [, name, specifier] = /^(\w+)(.*)$/.exec(item)!;
      return { name, specifier };
    });
    expect(haveConflictingPins(requirements)).toBe(expected);
  });
});
