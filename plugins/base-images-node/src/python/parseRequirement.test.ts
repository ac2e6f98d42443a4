import fc from 'fast-check';
import names from './vectors/names.json';
import requirements from './vectors/requirements.json';
import { normalizeName } from './normalizeName';
import { ParsedRequirement, parseRequirement } from './parseRequirement';

function read(text: string): ParsedRequirement {
  const parse = parseRequirement(text);
  if (!parse.ok) {
    throw new Error(parse.message);
  }
  return parse.requirement;
}

describe('normalizeName', () => {
  it.each(names)('gives $normalized for $name', ({ name, normalized }) => {
    expect(normalizeName(name)).toBe(normalized);
  });
});

describe('parseRequirement', () => {
  it.each(requirements.filter(({ valid }) => valid))(
    'reads what packaging reads in $text',
    ({ text, valid: _, ...expected }) => {
      expect(parseRequirement(text)).toMatchObject({ ok: true });
      const { specifier, url, marker, ...requirement } = read(text);
      expect({
        ...requirement,
        clauses: specifier
          .split(',')
          .map(clause => clause.replace(/\s/g, ''))
          .filter(clause => clause !== '')
          .sort(),
        url: url ?? null,
        hasMarker: marker !== undefined,
      }).toEqual(expected);
    },
  );

  it.each(requirements.filter(({ valid }) => !valid))(
    'refuses what packaging refuses: $text',
    ({ text }) => {
      expect(parseRequirement(text)).toEqual({
        ok: false,
        message: expect.stringMatching(/./),
        offset: expect.any(Number),
      });
    },
  );

  it('keeps the specifier and the marker as they are written', () => {
    expect(
      parseRequirement("name ( >= 1, <2 ) ;  python_version > '3'  "),
    ).toEqual({
      ok: true,
      requirement: {
        name: 'name',
        declaredName: 'name',
        extras: [],
        specifier: '>= 1, <2',
        url: undefined,
        marker: {
          text: "python_version > '3'",
          tree: {
            type: 'comparison',
            left: { type: 'variable', name: 'python_version' },
            operator: '>',
            right: { type: 'value', value: '3' },
          },
        },
      },
    });
  });

  it.each([
    ['name[a b]', 7],
    ['name >=1.*', 5],
    ['name ; os_name == posix', 18],
    ['name ; foo', 7],
    ['name 1.0', 5],
  ])('says where %s is wrong', (text, offset) => {
    expect(parseRequirement(text)).toMatchObject({ ok: false, offset });
  });

  it('never throws, whatever the text', () => {
    const token = fc.constantFrom(
      ...'name|[|]|a|,|(|)|>=|==|===|~=|1.0|.*|+x|@|;|and|or|not|in|extra|os_name|"x"|\'|#| |\t|\n|\\|é'.split(
        '|',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(token, { maxLength: 30 }).map(tokens => tokens.join('')),
        ),
        text => {
          const parse = parseRequirement(text);
          expect(parse.ok ? 0 : parse.offset).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a long name', `a${'-'.repeat(1_000_000)}`],
    ['open extras', `a[${'b,'.repeat(500_000)}`],
    ['many clauses', `a>=1${',<2'.repeat(300_000)}!`],
    ['a deep marker', `a;${'('.repeat(1_000_000)}`],
    ['a wide marker', `a;${"os_name=='x' or ".repeat(100_000)}`],
    ['digits', `a==${'1'.repeat(1_000_000)}!`],
    ['blanks', `a==${' '.repeat(1_000_000)}!`],
  ])('comes to an end with %s', (_, text) => {
    expect(parseRequirement(text).ok).toBe(false);
  });
});
