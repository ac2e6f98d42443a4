import { readRequirements } from './readRequirements';

describe('readRequirements', () => {
  it.each([
    ['a', ['a']],
    ['a, b[x] ,c', ['a', 'b[x]', 'c']],
    ['a[x,y],b', ['a[x,y]', 'b']],
    [',a,,b,', ['a', 'b']],
    ['a[x,b', ['a[x', 'b']],
  ])('splits %s', (text, expected) => {
    expect(readRequirements(text)).toEqual(expected);
  });

  it.each(['', ' , '])('refuses %j', text => {
    expect(() => readRequirements(text)).toThrow("'packages' names no package");
  });
});
