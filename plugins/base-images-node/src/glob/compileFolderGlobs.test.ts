import { compileFolderGlobs } from './compileFolderGlobs';

describe('compileFolderGlobs', () => {
  it.each([
    [['libs/a'], ['libs/a'], ['libs', 'libs/a/b', 'libs/ab']],
    [['./libs/a/', '../x'], ['libs/a', '../x'], ['x']],
    [['libs/*'], ['libs/a', 'libs/.a'], ['libs', 'libs/a/b']],
    [
      ['**/a', 'b?'],
      ['a', 'x/y/a', 'bb'],
      ['a/x', 'b', 'x/bb'],
    ],
    [['{a,b}'], ['{a,b}'], ['a', 'b']],
    [
      ['[ab]c', 'x'],
      ['ac', 'bc', 'x'],
      ['c', '[ab]c'],
    ],
    [[], [], ['', 'a']],
  ])('%j', (globs, matching, others) => {
    const matches = compileFolderGlobs(globs);
    expect(matching.filter(path => !matches(path))).toEqual([]);
    expect(others.filter(path => matches(path))).toEqual([]);
  });

  it('looks thousands of names up, where a workspace excludes them one by one', () => {
    const folders = Array.from({ length: 20_000 }, (_, index) => `a/p${index}`);
    const matches = compileFolderGlobs(folders);
    expect(folders.every(matches)).toBe(true);
  });
});
