import { expandWord } from './expandWord';

const VARIABLES: Record<string, string> = {
  HOME: '/home',
  NULL: '',
  FILE: 'pkg-1.2.tar.gz',
  LIST: 'a/b/a',
};

function expand(word: string, escape?: string) {
  return expandWord(
    word,
    name =>
      Object.hasOwn(VARIABLES, name)
        ? { value: VARIABLES[name], unset: [] }
        : undefined,
    escape,
  );
}

describe('expandWord', () => {
  it.each([
    // quotes and escapes
    ['plain', 'plain'],
    ["'$HOME'", '$HOME'],
    ["'a\\b'", 'a\\b'],
    ['"$HOME/x"', '/home/x'],
    ['"a\\$HOME \\" \\n"', 'a$HOME " \\n'],
    ['a\\$HOME\\ b', 'a$HOME b'],
    ['\\\\$HOME', '\\/home'],
    ['"a"\'b\'c', 'abc'],
    // names
    ['$HOME', '/home'],
    ['x${HOME}y', 'x/homey'],
    ['$HOME.x', '/home.x'],
    ['$.', '$.'],
    ['$', '$'],
    ['a$NONEb', 'a'],
    ['a${NONE}b', 'ab'],
    ['$1x', 'x'],
    // defaults
    ['${NONE:-d}', 'd'],
    ['${NULL:-d}', 'd'],
    ['${NULL-d}', ''],
    ['${NONE-d}', 'd'],
    ['${HOME:-d}', '/home'],
    ['${HOME:+alt}', 'alt'],
    ['${NULL:+alt}', ''],
    ['${NULL+alt}', 'alt'],
    ['${NONE+alt}', ''],
    ['${HOME:?no}', '/home'],
    ['${NULL?no}', ''],
    // nesting
    ['${NONE:-${ALSO:-$HOME}/x}', '/home/x'],
    ['${NONE:-\\}}', '}'],
    ['${NONE:-"a}b"}', 'a}b'],
    ['prepared${HOME:+-on-base}', 'prepared-on-base'],
    // patterns
    ['${FILE%.*}', 'pkg-1.2.tar'],
    ['${FILE%%.*}', 'pkg-1'],
    ['${FILE#*-}', '1.2.tar.gz'],
    ['${FILE##*.}', 'gz'],
    ['${FILE%.zip}', 'pkg-1.2.tar.gz'],
    ['${FILE%\\*}', 'pkg-1.2.tar.gz'],
    ['${FILE#p?g}', '-1.2.tar.gz'],
    ['${LIST/a/x}', 'x/b/a'],
    ['${LIST//a/x}', 'x/b/x'],
    ['${LIST/\\//-}', 'a-b/a'],
    ['${LIST//?\\//}', 'a'],
  ])('expands %s to %s', (word, expected) => {
    const { value, problem } = expand(word);
    expect({ value, problem }).toEqual({ value: expected, problem: undefined });
  });

  it.each([
    '${',
    '${}',
    '${HOME',
    '${HOME:x}',
    '${HOME^}',
    '${.}',
    '"open',
    "'open",
    '${NONE?needed}',
    '${NULL:?}',
  ])('tells what is wrong with %s', word => {
    expect(expand(word).problem).toEqual(expect.any(String));
  });

  it('takes another escape character', () => {
    expect(expand('C:\\x`$HOME', '`').value).toBe('C:\\x$HOME');
  });

  it.each([
    ['$NONE/$HOME', ['NONE']],
    ['${NONE:-x}', []],
    ['${NONE:-$OTHER}', ['OTHER']],
    ['${HOME:-$OTHER}', []],
    ['${NONE:+$OTHER}', []],
    ['${HOME:+$OTHER}', ['OTHER']],
    ['${HOME%$OTHER}', ['OTHER']],
  ])('tells which variables of %s have no value', (word, unset) => {
    expect(expand(word).unset).toEqual(unset);
  });

  it('hands on what a value was made without', () => {
    const given = { value: 'x/', unset: ['BASE'] };
    expect(expandWord('$A/y', () => given).unset).toEqual(['BASE']);
  });

  it('bounds the length and the depth of what it expands', () => {
    const long = { value: 'x'.repeat(60_000), unset: [] };
    const double = expandWord('$A$A', () => long);
    expect(double.value.length).toBeLessThanOrEqual(65_536);
    expect(double.problem).toMatch(/too long/);
    const deep = expand('${A:-'.repeat(20_000));
    expect(deep.problem).toMatch(/nested too deeply/);
  });
});
