import { parse } from 'yaml';
import { BaseImageFields } from './BaseImageFields';
import { editDeclarations } from './editDeclarations';

const FROM = 'public.ecr.aws/lambda/python:3.12';

const FILE = `# Our images.
version: 1    # the only one
images:
  - name: dynamo      # the oldest
    from: ${FROM}
    python: '3.12'
    packages: [ dynamo ]

  # Grows often.
  - name: label
    from: "dynamo"
    packages:
      # always
      - label[full]   # with everything
      # sometimes
      - words
    # maxAge: 30d

# Not in the infrastructure code.
lambdas: []
`;

function edit(
  text: string | undefined,
  image: BaseImageFields,
  update = false,
): string {
  const result = editDeclarations(text, image, update);
  if (!('text' in result)) {
    throw new Error(JSON.stringify(result));
  }
  return result.text;
}

/** What stands in the text now and did not before, and the other way round, by line. */
function changedLines(before: string, after: string): string[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter(line => !fresh.includes(line)).map(line => `-${line}`),
    ...fresh.filter(line => !old.includes(line)).map(line => `+${line}`),
  ];
}

describe('editDeclarations', () => {
  it('makes a new file', () => {
    const text = edit(undefined, {
      maxAge: '30d',
      name: 'label',
      from: FROM,
      python: '3.12',
      platforms: ['linux/arm64'],
      packages: ['label[full]', 'words'],
      include: 'packages',
      setup: ['ARG A=1', 'RUN dnf install -y gcc \\\n && dnf clean all'],
      env: { A: '1', B: 'a: b # c' },
      installer: 'pip',
      index: { url: 'https://example.com/simple', secrets: ['pip'] },
    });
    expect(text).toBe(`version: 1
images:
  - name: label
    from: ${FROM}
    python: '3.12'
    platforms: [linux/arm64]
    packages: ['label[full]', words]
    setup:
      - ARG A=1
      - |-
        RUN dnf install -y gcc \\
         && dnf clean all
    env:
      A: '1'
      B: 'a: b # c'
    index:
      url: https://example.com/simple
      secrets: [pip]
    maxAge: 30d
`);
  });

  it('adds an image behind the others and leaves every other byte alone', () => {
    const added = `
  - name: words
    from: ${FROM}
    packages: [words]
`;
    const [before, after] = FILE.split('\n# Not in');
    expect(edit(FILE, { name: 'words', from: FROM, packages: ['words'] })).toBe(
      `${before}${added}\n# Not in${after}`,
    );
  });

  it.each([
    [
      'without images',
      'version: 1\nlambdas: []',
      `version: 1\nlambdas: []\nimages:\n  - name: a\n    from: ${FROM}\n`,
    ],
    [
      'with an empty list',
      'version: 1\nimages: [] # none yet\nlambdas: []\n',
      `version: 1\nimages:\n  - name: a\n    from: ${FROM} # none yet\nlambdas: []\n`,
    ],
    [
      'with images that have no value',
      'images:\nversion: 1\n',
      `images:\n  - name: a\n    from: ${FROM}\nversion: 1\n`,
    ],
    [
      'of comments only',
      '# To be done.\n',
      `# To be done.\nversion: 1\nimages:\n  - name: a\n    from: ${FROM}\n`,
    ],
    [
      'with a list that is not indented',
      'version: 1\nimages:\n- name: b\n  from: c:1\n',
      `version: 1\nimages:\n- name: b\n  from: c:1\n- name: a\n  from: ${FROM}\n`,
    ],
    [
      'without a last line break',
      'version: 1\nimages:\n    - name: b\n      from: c:1',
      `version: 1\nimages:\n    - name: b\n      from: c:1\n    - name: a\n      from: ${FROM}\n`,
    ],
    [
      'with a list on one line',
      'version: 1\nimages: [ { name: b, from: c:1 } ]\n',
      `version: 1\nimages: [ { name: b, from: c:1 }, {name: a, from: ${FROM}} ]\n`,
    ],
    [
      'on one line',
      '{ version: 1, images: [] }\n',
      `{ version: 1, images: [ { name: a, from: ${FROM} } ] }\n`,
    ],
    [
      'whose last image ends in a block of text',
      'version: 1\nimages:\n  - name: b\n    setup:\n      - |\n        RUN x\n\nlambdas: []\n',
      `version: 1\nimages:\n  - name: b\n    setup:\n      - |\n        RUN x\n  - name: a\n    from: ${FROM}\n\nlambdas: []\n`,
    ],
    [
      'with Windows line breaks',
      'version: 1\r\nimages:\r\n  - name: b\r\n    from: c:1\r\n',
      `version: 1\r\nimages:\r\n  - name: b\r\n    from: c:1\r\n  - name: a\r\n    from: ${FROM}\r\n`,
    ],
  ])('adds to a file %s', (_, before, after) => {
    expect(edit(before, { name: 'a', from: FROM })).toBe(after);
  });

  it.each<[string, BaseImageFields, string[]]>([
    [
      'a value',
      { name: 'dynamo', python: '3.13' },
      ["-    python: '3.12'", "+    python: '3.13'"],
    ],
    [
      'a quoted value',
      { name: 'Label', from: 'c:1' },
      ['-    from: "dynamo"', '+    from: c:1'],
    ],
    [
      'a list on one line',
      { name: 'dynamo', packages: ['words', 'dynamo'] },
      ['-    packages: [ dynamo ]', '+    packages: [dynamo, words]'],
    ],
    [
      'items of a list',
      { name: 'label', packages: ['label[full]', 'dynamo'] },
      ['-      - words', '+      - dynamo'],
    ],
    [
      'a list of which nothing stays',
      { name: 'label', packages: ['dynamo'] },
      [
        '-    packages:',
        '-      # always',
        '-      - label[full]   # with everything',
        '-      # sometimes',
        '-      - words',
        '+    packages: [dynamo]',
      ],
    ],
    [
      'fields that are not there',
      { name: 'dynamo', maxAge: '4w', env: { A: 'b' }, include: 'packages' },
      ['+    env:', '+      A: b', '+    maxAge: 4w'],
    ],
    [
      'nothing but a default',
      { name: 'label', maxAge: '1d' },
      ['+    maxAge: 1d'],
    ],
  ])('changes %s', (_, image, changed) => {
    const after = edit(FILE, image, true);
    expect(changedLines(FILE, after)).toEqual(changed);
    expect(editDeclarations(after, image, true)).toEqual({ kind: 'unchanged' });
  });

  it('changes an image that is written on one line', () => {
    expect(
      edit(
        'version: 1\nimages:\n  - { name: a, from: b:1 } # it\n',
        { name: 'a', from: 'b:2', packages: ['c'] },
        true,
      ),
    ).toBe(
      'version: 1\nimages:\n  - { name: a, from: b:2, packages: [c] } # it\n',
    );
  });

  it('changes no image of that name unless it may', () => {
    const image = { name: 'Label', from: FROM, packages: ['words'] };
    expect(editDeclarations(FILE, image, false)).toEqual({
      kind: 'exists',
      line: 10,
      fields: ['from', 'packages'],
    });
  });

  it('changes nothing where all is as it is wanted', () => {
    const image = {
      name: 'label',
      from: 'dynamo',
      packages: ['words', 'label[full]'],
      include: 'packages',
      installer: 'pip',
    };
    expect(editDeclarations(FILE, image, false)).toEqual({ kind: 'unchanged' });
  });

  it.each([
    [
      'an image that is used elsewhere too',
      'version: 1\nimages:\n  - &a { name: a, from: b:1 }\nx-copy: *a\n',
    ],
    ['a list', '- version: 1\n'],
    ['a file with mistakes', 'version: 1\nimages: [\n'],
    [
      'an image whose fields are given twice',
      'version: 1\nimages:\n  - name: a\n    from: b:1\n    from: b:0\n',
    ],
    [
      'what hides behind thousands of aliases',
      `version: 1\nx-a: &a [1]\n${[...'bcdefgh']
        .map(
          (name, index) =>
            `x-${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]\n`,
        )
        .join('')}images: []\n`,
    ],
  ])('does not touch %s', (_, text) => {
    expect(editDeclarations(text, { name: 'a', from: 'b:2' }, true)).toEqual({
      kind: 'impossible',
    });
  });

  it.each([
    "x'y",
    'x"y\\',
    '#x',
    'a: b',
    '- a',
    '*a',
    '&a b',
    '!!tag x',
    '%x',
    '@x',
    '`x`',
    'x\n  - name: evil\n    from: evil:1',
    'x\nimages: []',
    '---\nx',
    '...\nx',
    '${{ secrets.token }}',
    '{{ x }}',
    'x\u2028y\u0085z\u0000',
    ' x ',
    '',
    '~',
    'null',
    'true',
    '1e3',
    '0x10',
    '2020-01-01',
    '<<',
    '\uFEFFx',
    '\r',
    'a\r\nb',
  ])('writes the value %j as this text and nothing else', value => {
    const image = {
      name: 'evil',
      from: value,
      packages: [value, 'b'],
      setup: [value],
      env: { A: value },
    };
    const wanted = parse(FILE);
    for (const file of [FILE, FILE.replace(/\n/g, '\r\n'), undefined]) {
      const text = edit(file, image);
      const { images, ...rest } = parse(text);
      expect(images.at(-1)).toEqual(image);
      expect(images.length).toBe(file === undefined ? 1 : 3);
      expect(rest).toEqual(
        file === undefined ? { version: 1 } : { version: 1, lambdas: [] },
      );
    }
    const changed = parse(
      edit(FILE, { name: 'label', from: value, args: { A: value } }, true),
    );
    wanted.images[1].from = value;
    wanted.images[1].args = { A: value };
    expect(changed).toEqual(wanted);
  });
});
