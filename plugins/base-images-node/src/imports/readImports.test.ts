import fc from 'fast-check';
import { readImports } from './readImports';
import vectors from './vectors/imports.json';

/** Each import in short: the module, what is taken out of it, and what is special about it. */
function inShort(text: string): string[] {
  return readImports(text).map(
    ({ module, names, line, scope, typeChecking, optional }) =>
      [
        `${line}:${module}`,
        ...(names.length > 0 ? [`(${names.join()})`] : []),
        ...(scope === 'lazy' ? ['lazy'] : []),
        ...(typeChecking ? ['typing'] : []),
        ...(optional ? ['optional'] : []),
      ].join(' '),
  );
}

describe('readImports', () => {
  it.each(
    vectors.map(vector => [JSON.stringify(vector.text), vector] as const),
  )("reads what Python's own parser reads in %s", (_, { text, imports }) => {
    const found = readImports(text).sort(
      (a, b) => a.line - b.line || a.column - b.column,
    );
    expect(found).toEqual(imports);
  });

  it('gives the place of every import, in the order of the text', () => {
    expect(
      readImports('import a, b\n\nx = [\n  1, __import__("c")]\n'),
    ).toEqual([
      expect.objectContaining({ module: 'a', line: 1, column: 1 }),
      expect.objectContaining({ module: 'b', line: 1, column: 1 }),
      expect.objectContaining({ module: 'c', line: 4, column: 6 }),
    ]);
  });

  it.each([
    ['an open string', 'x = "abc\nimport a\n', ['2:a']],
    ['an open template', 'x = f"{a\nimport b\n', ['2:b']],
    ['an open text in three quotes', 'import a\nx = """\nimport b\n', ['1:a']],
    [
      'an open bracket',
      'f(a, [\nimport b\nfrom c import d\n',
      ['2:b', '3:c (d)'],
    ],
    [
      'an open bracket before a function',
      'x = (1,\ndef f():\n    import a\nimport b',
      ['3:a lazy', '4:b'],
    ],
    ['a bracket too many', 'f(a))]}\nimport b\n', ['2:b']],
    [
      'an open list of names',
      'from a import (b,\nimport c\n',
      ['1:a (b,import)', '2:c'],
    ],
    [
      'nothing to import',
      'import\nfrom a import\nfrom import b\nimport c',
      ['4:c'],
    ],
    ['half a name', 'import a.\nfrom b. import c\nimport d', ['3:d']],
    [
      'conflict markers',
      '<<<<<<< ours\nimport a\n=======\nimport b\n>>>>>>> theirs\nimport c',
      ['2:a', '4:b', '6:c'],
    ],
    ['the syntax of Python 2', 'print "a"\nexec "b"\nimport c', ['3:c']],
    [
      'mixed indentation',
      'def f():\n        a\n\timport b\nimport c\n',
      ['3:b lazy', '4:c'],
    ],
    [
      'else without if',
      'else:\n  import a\nexcept:\n  import b',
      ['2:a', '4:b optional'],
    ],
    [
      'several heads in one line',
      'if a: def f(): import b\nimport c',
      ['1:b', '2:c'],
    ],
    [
      'a template of a program',
      '{% if a %}\nimport {{ b }}\n{% endif %}\nimport c',
      ['4:c'],
    ],
    ['control characters', '\0import a\n\u2028\nimport b', ['3:b']],
  ])('reads on after an error: %s', (_, text, expected) => {
    expect(inShort(text)).toEqual(expected);
  });

  it('never throws, and finds an import behind any text that ends', () => {
    const piece = fc.constantFrom(
      ...['import ', 'from ', 'a', '.b', ' as ', ', ', '(', ')', '[', '{', '}'],
      ...[
        '\n',
        '\r\n',
        '  ',
        '\t',
        '\\',
        '\\\n',
        '#',
        ';',
        ':',
        ':=',
        '"',
        "'",
      ],
      ...['"""', "'''", 'f"', "f'''", 'rf"', '{{', '!r', 'def f', 'class A'],
      ...['if ', 'TYPE_CHECKING', 'else', 'try:', 'except', 'ImportError'],
      ...[
        'async ',
        'lambda',
        'with suppress',
        'import_module("a")',
        '\uFEFF',
        'ä',
      ],
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), {
        maxLength: 60,
      })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, program => {
        const lines = program.split(/\r\n|\r|\n/).length;
        for (const { line, column, module } of readImports(program)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(module).toMatch(/^[^.\s]+(?:\.[^.\s]+)*$/);
        }
        const closed = program.replace(/["'\\]/g, '');
        expect(readImports(`${closed}\nimport last\n`).at(-1)).toMatchObject({
          module: 'last',
        });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['brackets', '('.repeat(1_000_000)],
    ['open fields', 'f"{'.repeat(300_000)],
    ['specifications', `f"{a${':{b'.repeat(300_000)}`],
    ['quotes', '"'.repeat(1_000_001)],
    ['backslashes', `"${'\\'.repeat(1_000_000)}`],
    [
      'blocks',
      Array.from({ length: 1400 }, (_, n) => `${' '.repeat(n)}try:\n`).join(''),
    ],
    ['heads in one line', 'try:'.repeat(250_000)],
    [
      'imports below many heads',
      `${'if a:'.repeat(100_000)}${'import a;'.repeat(50_000)}`,
    ],
    ['open lists of names', 'from a import (\n'.repeat(60_000)],
    ['names', `import ${'a,'.repeat(500_000)}a`],
    ['dots', `import ${'a.'.repeat(500_000)}a`],
    ['blank lines', `from a import (${'\n'.repeat(1_000_000)}`],
    ['blank lines in brackets', `f(${' \n'.repeat(500_000)}`],
    ['dynamic imports', 'import_module('.repeat(70_000)],
    ['long arguments', `import_module("${'a'.repeat(1_000_000)}`],
    [
      'conditions',
      `if ${'not TYPE_CHECKING and '.repeat(40_000)}a:\n import b`,
    ],
    ['semicolons', ';'.repeat(1_000_000)],
    ['colons', ':'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['words', `if ${'a.'.repeat(500_000)}:\n import b`],
  ])('comes to an end with many %s', (_, text) => {
    const last = text.split('\n').length;
    expect(
      readImports(text).filter(({ line }) => line < 1 || line > last),
    ).toEqual([]);
  });
});
