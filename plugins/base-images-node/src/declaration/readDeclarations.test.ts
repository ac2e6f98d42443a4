import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from '../../schema/base-images.schema.json';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { readDeclarations } from './readDeclarations';

// Beside $ref draft 7 ignores everything else, as editors do; the descriptions there are for people.
const validate = new Ajv({ strict: false }).compile(schema);

function read(text: string) {
  return readDeclarations(InMemorySourceTree.of({ 'base-images.yaml': text }));
}

async function problems(text: string) {
  const { diagnostics } = await read(text);
  return diagnostics.map(item => `${item.line}:${item.column} ${item.message}`);
}

const image = (fields: string) => `version: 1
images:
  - name: a
    from: public.ecr.aws/lambda/python:3.12
    packages: [p]
    ${fields}
`;
const lambda = (fields: string) => `version: 1
lambdas:
  - dockerfile: infra/my_lambda/Dockerfile
    ${fields}
`;
const digest = `sha256:${'0'.repeat(64)}`;

const VALID = [
  'version: 1',
  'version: 1\nimages: []\nlambdas: []\nexclude: []',
  'version: 1\nx-common: &p [a]\nimages: [{ name: a, from: x:1, packages: *p }]',
  'version: 1\nexclude: [tests/fixtures, "**/templates", build/]',
  `version: 1\nimages: [{ name: a, from: "localhost:5000/A/b-c:1@${digest}", requirements: [r.txt] }]`,
  'version: 1\nimages: [{ name: A_b.c, from: other, packages: [] }]',
  image("python: '3.9'"),
  image('platforms: [linux/arm64, linux/amd64]'),
  image('include: dependencies'),
  image("setup: ['ARG A=1', 'RUN a && \\\\\n      b', 'COPY a b']"),
  image("env: { A: '1', b_2: '' }"),
  image('args: { VERSION: "1" }'),
  image('constraints: a/constraints.txt'),
  image('requirements: [a.txt, ./b.txt]'),
  image('installer: uv'),
  image(
    'index: { url: "https://pypi.example.com/simple", extraUrls: [http://x], secrets: [pip-conf] }',
  ),
  image('maxAge: 30d'),
  lambda('context: .'),
  lambda('target: final'),
  lambda("args: { A: 'b' }"),
  lambda('contexts: { base: docker-image://x, src: shared }'),
  lambda('platform: linux/amd64'),
  lambda("functions: ['receipts-*-label', 'receipts-{stage}-upload']"),
];

const INVALID: [string, string][] = [
  ['', '1:1 The file is empty, but must be a mapping.'],
  ['[]', '1:1 The file must be a mapping.'],
  ['images: []', '1:1 The file has no version.'],
  ['version: 2', '1:10 version must be 1.'],
  ["version: '1'", '1:10 version must be 1.'],
  ['version: 1\nimage: []', '2:1 image is not a known field.'],
  ['version: 1\nimages:', '2:8 images is empty, but must be a list.'],
  ['version: 1\nimages: {}', '2:9 images must be a list.'],
  ['version: 1\nimages: [a]', '2:10 images[0] must be a mapping.'],
  [
    'version: 1\nexclude: [../x]',
    '2:11 exclude[0] is "../x", but must be a pattern for folders, from the root of the monorepo.',
  ],
  [
    'version: 1\nimages: [{ from: x:1, packages: [p] }]',
    '2:10 images[0] has no name.',
  ],
  [
    'version: 1\nimages: [{ name: a, packages: [p] }]',
    '2:10 images[0] has no from.',
  ],
  [
    'version: 1\nimages: [{ name: a, from: x:1 }]',
    '2:10 images[0] has neither packages nor requirements.',
  ],
  [
    'version: 1\nimages: [{ name: -a, from: x:1, packages: [] }]',
    '2:18 images[0].name is "-a", but must be letters and digits with - . _ between them, at most 63.',
  ],
  [
    'version: 1\nimages: [{ name: a, from: "${X}", packages: [] }]',
    '2:27 images[0].from is "${X}", but must be an image such as public.ecr.aws/lambda/python:3.12, or the name of another image of this file.',
  ],
  [image('package: [p]'), '6:5 images[0].package is not a known field.'],
  [image('python: 3.12'), '6:13 images[0].python must be a text.'],
  [
    image("python: '3.12.4'"),
    '6:13 images[0].python is "3.12.4", but must be a Python version such as \'3.12\'.',
  ],
  [image('platforms: linux/arm64'), '6:16 images[0].platforms must be a list.'],
  [
    image('platforms: [arm64]'),
    '6:17 images[0].platforms[0] must be linux/amd64 or linux/arm64.',
  ],
  [
    image('include: dependency'),
    '6:14 images[0].include must be packages or dependencies.',
  ],
  [
    image("setup: ['FROM x']"),
    '6:13 images[0].setup[0] is "FROM x", but must be one ARG, RUN or COPY instruction.',
  ],
  [
    image('setup: ["RUN a\\nFROM x"]'),
    '6:13 images[0].setup[0] is "RUN a\\nFROM x", but must be one ARG, RUN or COPY instruction.',
  ],
  [
    image('setup: ["RUN a \\\\"]'),
    '6:13 images[0].setup[0] is "RUN a \\\\", but must be one ARG, RUN or COPY instruction.',
  ],
  [image('env: { A: 1 }'), '6:15 images[0].env.A must be a text.'],
  [
    image("env: { 'A B': '' }"),
    '6:12 images[0].env.A B has a name that is not a name of letters, digits and _.',
  ],
  [
    image('env: { A: "x\\nUSER root" }'),
    '6:15 images[0].env.A is "x\\nUSER root", but must be a text of one line, without control characters.',
  ],
  [image("args: ['A=1']"), '6:11 images[0].args must be a mapping.'],
  [
    image('constraints: /etc/passwd'),
    '6:18 images[0].constraints is "/etc/passwd", but must be a path from the root of the monorepo, without ...',
  ],
  [
    image('constraints: a/../../b'),
    '6:18 images[0].constraints is "a/../../b", but must be a path from the root of the monorepo, without ...',
  ],
  [image('requirements: a.txt'), '6:19 images[0].requirements must be a list.'],
  [image('installer: poetry'), '6:16 images[0].installer must be pip or uv.'],
  [
    image('index: { url: "https://user:secret@pypi.example.com" }'),
    '6:19 images[0].index.url is "https://user:secret@pypi.example.com", but must be an http(s) URL without user name and password.',
  ],
  [
    image('index: { secret: [a] }'),
    '6:14 images[0].index.secret is not a known field.',
  ],
  [image('maxAge: 30'), '6:13 images[0].maxAge must be a text.'],
  [
    image('maxAge: P30D'),
    '6:13 images[0].maxAge is "P30D", but must be an age in hours, days or weeks.',
  ],
  [
    'version: 1\nlambdas: [{ functions: [a] }]',
    '2:11 lambdas[0] has no dockerfile.',
  ],
  [lambda('functions: a'), '4:16 lambdas[0].functions must be a list.'],
  [lambda('image: a'), '4:5 lambdas[0].image is not a known field.'],
  [
    lambda('platform: arm64'),
    '4:15 lambdas[0].platform must be linux/amd64 or linux/arm64.',
  ],
];

describe('readDeclarations', () => {
  it.each(VALID)('and the schema accept %j', async text => {
    expect(await problems(text)).toEqual([]);
    expect([validate(parse(text)), validate.errors]).toEqual([true, null]);
  });

  it.each(INVALID)('and the schema refuse %j', async (text, problem) => {
    expect(await problems(text)).toEqual([problem]);
    expect(validate(parse(text))).toBe(false);
  });

  it('takes steps of setup only where each is one instruction', async () => {
    expect(
      await problems(
        image(
          "setup: ['RUN cat <<END', 'RUN a', 'COPY <<A /b', 'RUN --mount']",
        ),
      ),
    ).toEqual([
      '6:13 images[0].setup[0] is no instruction: The here-document END never ends.',
      '6:39 images[0].setup[2] is no instruction: The here-document A never ends.',
    ]);
  });

  it('reads every field', async () => {
    const { images, lambdas, exclude, diagnostics } = await read(`version: 1
exclude: [tests/fixtures]
images:
  - name: Receipt_Label
    from: public.ecr.aws/lambda/python:3.12
    python: '3.12'
    platforms: [linux/arm64, linux/amd64]
    packages: ['Receipt_Label[full, Other]', 'x []']
    include: dependencies
    setup: ['ARG HNSWLIB_NO_NATIVE=1']
    env: { TZ: UTC }
    args: { A: b }
    constraints: ./receipt_label//constraints.txt
    requirements: [more.txt]
    installer: uv
    index: { url: 'https://pypi.example.com/simple', secrets: [pip-conf] }
    maxAge: 30d
lambdas:
  - dockerfile: infra/my_lambda/Dockerfile
    context: ./
    target: final
    args: { A: b }
    contexts: { shared: lib }
    platform: linux/arm64
    functions: ['b-*', a, a]
`);
    expect(diagnostics).toEqual([]);
    expect(exclude).toEqual(['tests/fixtures']);
    expect(images).toEqual([
      {
        name: 'receipt-label',
        file: 'base-images.yaml',
        line: 4,
        from: {
          text: 'public.ecr.aws/lambda/python:3.12',
          line: 5,
          column: 11,
        },
        python: '3.12',
        platforms: ['linux/amd64', 'linux/arm64'],
        packages: [
          {
            text: 'Receipt_Label[full, Other]',
            package: 'receipt-label',
            extras: ['full', 'other'],
            line: 8,
            column: 16,
          },
          { text: 'x []', package: 'x', extras: [], line: 8, column: 46 },
        ],
        include: 'dependencies',
        setup: ['ARG HNSWLIB_NO_NATIVE=1'],
        env: { TZ: 'UTC' },
        args: { A: 'b' },
        constraints: {
          path: 'receipt_label/constraints.txt',
          line: 13,
          column: 18,
        },
        requirements: [{ path: 'more.txt', line: 14, column: 20 }],
        installer: 'uv',
        index: {
          url: 'https://pypi.example.com/simple',
          extraUrls: [],
          secrets: ['pip-conf'],
        },
        maxAge: '30d',
      },
    ]);
    expect(lambdas).toEqual([
      {
        kind: 'function',
        dockerfile: 'infra/my_lambda/Dockerfile',
        context: '.',
        target: 'final',
        buildArgs: { A: 'b' },
        buildContexts: { shared: 'lib' },
        platform: 'linux/arm64',
        functions: ['a', 'b-*'],
        file: 'base-images.yaml',
        line: 19,
      },
    ]);
  });

  it('goes on after a mistake, and says what is meant', async () => {
    const { images, diagnostics } = await read(`version: 1
images:
  - name: a
    form: x:1
    packages: [p, 'q>=1']
    platforms: [linux/arn64]
  - name: b
    from: a
    packages: [r]
  - name: B
    from: a
    packages: [s]
`);
    expect(
      images.map(({ name, from, packages }) => [
        name,
        from?.text,
        packages.map(item => item.package),
      ]),
    ).toEqual([
      ['a', undefined, ['p']],
      ['b', 'a', ['r']],
    ]);
    expect(
      diagnostics.map(({ line, message, help }) => [line, message, help]),
    ).toEqual([
      [4, 'images[0].form is not a known field.', 'Did you mean from?'],
      [3, 'images[0] has no from.', 'Add from:.'],
      [
        5,
        'images[0].packages[1] is "q>=1", but must be a package of this monorepo, with extras where they are meant.',
        'Write receipt-label or receipt-label[full]; versions come from the working tree.',
      ],
      [
        6,
        'images[0].platforms[0] must be linux/amd64 or linux/arm64.',
        'Did you mean linux/arm64?',
      ],
      [
        10,
        'images[2] is named b like the image in line 7.',
        'Names are compared in lower case, with - for _ and .; choose another one.',
      ],
    ]);
  });

  it('reads nothing from what is no YAML, and says so', async () => {
    const broken = await read('version: 1\nimages: [\n  - name: a\n');
    expect(broken.unreadable).toBe(true);
    expect(broken.diagnostics.length).toBeGreaterThan(0);
    expect(broken.diagnostics[0]).toMatchObject({
      code: 'invalid-declaration',
      severity: 'error',
      line: 3,
    });
    expect((await read('version: 1')).unreadable).toBe(false);
    expect(
      (await read('version: 1\nversion: 1')).diagnostics[0].message,
    ).toContain('given twice');
    expect(
      (await read('version: 1\n---\nversion: 1')).diagnostics[0].message,
    ).toContain('multiple documents');
  });

  it('declares nothing without the file, and does not follow links or read huge files', async () => {
    expect(await readDeclarations(InMemorySourceTree.of({}))).toMatchObject({
      images: [],
      unreadable: false,
      diagnostics: [],
    });
    const link = InMemorySourceTree.of(
      {},
      { symlinks: { 'base-images.yaml': '/etc/passwd' } },
    );
    expect((await readDeclarations(link)).diagnostics[0].message).toContain(
      'symbolic link',
    );
    expect((await problems(' '.repeat(200_001)))[0]).toContain('larger than');
  });

  it.each([
    [
      'aliases of aliases',
      `version: 1\nx-a: &a [p, p]\n${[...'bcdefghij'].map((name, index) => `x-${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`)}]`).join('\n')}\nimages: [{ name: a, from: b:1, packages: *j }]`,
    ],
    [
      'an alias of itself',
      'version: 1\nimages: &a [{ name: a, from: b:1, packages: *a }]',
    ],
    [
      'many aliases',
      `version: 1\nx-p: &p p\nimages: [{ name: a, from: b:1, packages: [${Array(5000).fill('*p')}] }]`,
    ],
    ['deep nesting', `version: 1\nimages: ${'['.repeat(20_000)}`],
    [
      'many keys',
      `version: 1\n${Array.from({ length: 15_000 }, (_, index) => `k${index}: 1`).join('\n')}`,
    ],
    ['a long line', `version: 1\nexclude: ['${'a/'.repeat(90_000)}']`],
    [
      'a long package',
      `version: 1\nimages: [{ name: a, from: '${'a.'.repeat(25_000)}!', packages: ['a[${'a,'.repeat(25_000)}'], setup: ['RUN ${'\\\n'.repeat(25_000)}'] }]`,
    ],
  ])('comes to an end with %s', async (_, text) => {
    const { diagnostics } = await read(text);
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});
