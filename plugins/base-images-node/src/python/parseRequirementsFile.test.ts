import fc from 'fast-check';
import { parseRequirementsFile } from './parseRequirementsFile';

describe('parseRequirementsFile', () => {
  it('reads every kind of line with where it stands', () => {
    const text = [
      '\uFEFF# a comment',
      '--index-url https://index.example/simple',
      'Receipt_Dynamo[A_b]>=1 ; python_version < "3.13"  # why',
      '',
      '-r base.txt',
      '--requirement=more/base.txt',
      '-cconstraints.txt',
      '--constraint "with space.txt"',
      '-e ./receipt_label[full,Extra_2]',
      '-e receipt_label',
      '--editable=../shared',
      './receipt_chroma[x] ; sys_platform == "linux"',
      'dist/receipt_upload-1.0-py3-none-any.whl',
      '${HOME}/local',
      'https://files.example/a-1.0.zip#sha256=abc',
      'git+https://git.example/a.git@main#egg=Receipt_Agent[z]&subdirectory=agent ; python_version > "3"',
      '-e git+ssh://git@git.example/a.git#egg=other',
      'boto3==1.0 \\',
      '    --hash=sha256:aaa \\',
      '    --hash=sha256:bbb',
      'name @ file:///tmp/name',
      '-e name @ file:///tmp/name',
      '--pre',
      '-r',
      'not valid',
      'last==1 \\',
    ].join('\r\n');
    const requirement = (name: string, more: object = {}) => ({
      type: 'requirement',
      requirement: expect.objectContaining({ name, ...more }),
      editable: false,
    });
    const path = (name: string, more: object = {}) => ({
      type: 'path',
      path: name,
      extras: [],
      marker: undefined,
      editable: false,
      ...more,
    });
    const url = {
      type: 'url',
      extras: [],
      name: undefined,
      subdirectory: undefined,
      marker: undefined,
      editable: false,
    };
    expect(
      parseRequirementsFile(text).map(({ text: _, ...line }) => line),
    ).toEqual([
      {
        line: 2,
        type: 'option',
        name: '--index-url',
        value: 'https://index.example/simple',
      },
      {
        line: 3,
        ...requirement('receipt-dynamo', { extras: ['a-b'], specifier: '>=1' }),
      },
      { line: 5, type: 'file', path: 'base.txt', constraint: false },
      { line: 6, type: 'file', path: 'more/base.txt', constraint: false },
      { line: 7, type: 'file', path: 'constraints.txt', constraint: true },
      { line: 8, type: 'file', path: 'with space.txt', constraint: true },
      {
        line: 9,
        ...path('./receipt_label', {
          extras: ['extra-2', 'full'],
          editable: true,
        }),
      },
      { line: 10, ...path('receipt_label', { editable: true }) },
      { line: 11, ...path('../shared', { editable: true }) },
      {
        line: 12,
        ...path('./receipt_chroma', {
          extras: ['x'],
          marker: 'sys_platform == "linux"',
        }),
      },
      { line: 13, ...path('dist/receipt_upload-1.0-py3-none-any.whl') },
      { line: 14, ...path('${HOME}/local') },
      { line: 15, ...url, url: 'https://files.example/a-1.0.zip' },
      {
        line: 16,
        ...url,
        url: 'git+https://git.example/a.git@main',
        name: 'receipt-agent',
        extras: ['z'],
        subdirectory: 'agent',
        marker: 'python_version > "3"',
      },
      {
        line: 17,
        ...url,
        url: 'git+ssh://git@git.example/a.git',
        name: 'other',
        editable: true,
      },
      { line: 18, ...requirement('boto3', { specifier: '==1.0' }) },
      { line: 21, ...requirement('name', { url: 'file:///tmp/name' }) },
      {
        line: 22,
        ...requirement('name', { url: 'file:///tmp/name' }),
        editable: true,
      },
      { line: 23, type: 'option', name: '--pre', value: undefined },
      {
        line: 24,
        type: 'invalid',
        message: 'Expected a value after -r',
        offset: 2,
      },
      { line: 25, type: 'invalid', message: expect.any(String), offset: 4 },
      { line: 26, ...requirement('last', { specifier: '==1' }) },
    ]);
  });

  it.each([
    ['a comment ends a continued line', 'a \\\n# b\nc', ['a', 'c']],
    ['a # inside a word is no comment', 'a@https://x/y#z', ['a@https://x/y#z']],
    ['an empty file', '', []],
    ['only blanks', ' \n\t\n\\\n', []],
  ])('follows pip: %s', (_, text, expected) => {
    expect(parseRequirementsFile(text).map(line => line.text)).toEqual(
      expected,
    );
  });

  it('never throws, and keeps to the lines that there are', () => {
    const token = fc.constantFrom(
      ...[
        '-r',
        '-e',
        '-',
        '--',
        '=',
        ' ',
        '#',
        '\\',
        '\n',
        'a',
        './b',
        '[x]',
        ';',
        '@',
        'git+https://h/x#egg=y',
        '"',
        '%',
        '${A}',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(token).map(tokens => tokens.join('')),
        ),
        text => {
          const count = text.split(/\r\n|\r|\n/).length;
          const wrong = parseRequirementsFile(text).filter(
            ({ line }) => line < 1 || line > count,
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['\\\n', ' ', '#', ' #', '-', '[', '@', 'a ', 'a;', '-e '])(
    'comes to an end with a million times %j',
    unit => {
      const lines = parseRequirementsFile(unit.repeat(1_000_000));
      expect(lines.filter(({ line }) => line < 1)).toEqual([]);
    },
  );
});
