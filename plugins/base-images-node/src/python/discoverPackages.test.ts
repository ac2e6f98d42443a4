import { stringify } from 'smol-toml';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { discoverPackages } from './discoverPackages';
import groupVectors from './vectors/groups.json';

/** Requirements as `kind name[extras]specifier;marker -> binding @line`, per package. */
async function discover(files: Record<string, string>) {
  const { packages, diagnostics } = await discoverPackages(
    InMemorySourceTree.of(files),
  );
  return {
    packages,
    names: packages.map(({ name }) => name),
    requirements: Object.fromEntries(
      packages.map(entry => [
        entry.name,
        entry.requirements.map(
          ({ kind, name, extras, specifier, url, marker, binding, line }) =>
            [
              `${kind} ${name}`,
              extras.length > 0 ? `[${extras.join(',')}]` : '',
              url === null ? specifier : ` @ ${url}`,
              marker === null ? '' : `; ${marker}`,
              ` -> ${binding} @${line}`,
            ].join(''),
        ),
      ]),
    ),
    diagnostics: diagnostics.map(
      ({ code, severity, file, line, column }) =>
        `${severity} ${code} ${file}:${line}:${column}`,
    ),
    messages: diagnostics.map(({ message }) => message),
  };
}

/** The manifest of a package by name, for when only the name matters. */
const named = (name: string, version = '1.0') =>
  `[project]\nname = "${name}"\nversion = "${version}"\n`;

describe('discoverPackages', () => {
  it('reads a [project] table with every kind of requirement and its line', async () => {
    const found = await discover({
      'libs/label/pyproject.toml': `
[build-system]
requires = ["setuptools>=68", "receipt-dynamo"]

[project]
name = "Receipt_Label"
version = "1.2"
description = "Labels receipts"
requires-python = ">=3.11"
classifiers = ["Development Status :: 4 - Beta"]
dependencies = [
  "receipt_dynamo >=1 ; python_version < '3.14'",
  # a comment
  "boto3",
]

[project.optional-dependencies]
Full_Text = ["receipt-label[images]", "numpy"]
images = ["pillow>=10,<12"]

[dependency-groups]
test = ["pytest", { include-group = "Lint" }]
lint = ["ruff"]
`,
      'libs/dynamo/pyproject.toml': named('receipt-dynamo'),
      'README.md': '',
    });
    const [dynamo, label] = found.packages;
    expect(dynamo.path).toBe('libs/dynamo');
    expect(label).toMatchObject({
      name: 'receipt-label',
      declaredName: 'Receipt_Label',
      path: 'libs/label',
      manifest: 'libs/label/pyproject.toml',
      version: '1.2',
      description: 'Labels receipts',
      requiresPython: '>=3.11',
      classifiers: ['Development Status :: 4 - Beta'],
      extras: ['full-text', 'images'],
      incomplete: false,
    });
    expect(found.requirements['receipt-label']).toEqual([
      'build setuptools>=68 -> registry @3',
      'build receipt-dynamo -> working-tree @3',
      "main receipt-dynamo>=1; python_version < '3.14' -> working-tree @12",
      'main boto3 -> registry @14',
      'extra:full-text receipt-label[images] -> working-tree @18',
      'extra:full-text numpy -> registry @18',
      'extra:images pillow>=10,<12 -> registry @19',
      'group:test pytest -> registry @22',
      'group:test ruff -> registry @23',
      'group:lint ruff -> registry @23',
    ]);
    expect(found.diagnostics).toEqual([
      'warning internal-build-requirement libs/label/pyproject.toml:3:null',
    ]);
  });

  it.each([
    ['tool configuration only', '[tool.ruff]\nline-length = 100\n', []],
    ['a virtual workspace', '[tool.uv.workspace]\nmembers = ["*"]\n', []],
    ['an empty file', '', []],
    [
      'a Poetry project that is no package',
      '[tool.poetry]\npackage-mode = false\n',
      [],
    ],
    [
      'a syntax error',
      '[project]\nname = "a\n',
      ['error invalid-manifest pyproject.toml:2:10'],
    ],
    [
      'a project without a name',
      '\n[project]\nversion = "1"\n',
      ['error invalid-manifest pyproject.toml:2:1'],
    ],
    [
      'a name that is none',
      '[project]\nname = "a b"\n',
      ['error invalid-manifest pyproject.toml:2:8'],
    ],
    [
      'a name of the wrong type',
      '[project]\nname = 3\n',
      ['error invalid-manifest pyproject.toml:2:8'],
    ],
    [
      'a project that is no table',
      'project = "x"\n',
      ['error invalid-manifest pyproject.toml:1:11'],
    ],
    [
      'a Poetry package without a name',
      '[tool.poetry]\nversion = "1"\n',
      ['error invalid-manifest pyproject.toml:1:1'],
    ],
  ])('finds no package in %s', async (_, text, diagnostics) => {
    const found = await discover({ 'pyproject.toml': text });
    expect(found.names).toEqual([]);
    expect(found.diagnostics).toEqual(diagnostics);
  });

  it('keeps a package whose requirements are partly wrong', async () => {
    const found = await discover({
      'pyproject.toml': `[project]
name = "a"
dependencies = [
  "b",
  "c d",
  7,
]
optional-dependencies = { X_y = ["e"], x-y = ["f"], z = "g" }
`,
    });
    expect(found.requirements.a).toEqual([
      'main b -> registry @4',
      'extra:x-y e -> registry @8',
      'extra:x-y f -> registry @8',
    ]);
    expect(found.diagnostics).toEqual([
      'error invalid-requirement pyproject.toml:5:3',
      'error invalid-manifest pyproject.toml:6:3',
      'error invalid-manifest pyproject.toml:8:46',
      'error invalid-manifest pyproject.toml:8:57',
    ]);
  });

  it('keeps the first of two packages with one name', async () => {
    const found = await discover({
      'b/pyproject.toml': named('Same-Name', '2'),
      'a/pyproject.toml': named('same.name', '1'),
    });
    expect(found.packages.map(({ version }) => version)).toEqual(['1']);
    expect(found.diagnostics).toEqual([
      'error duplicate-name b/pyproject.toml:2:8',
    ]);
    expect(found.messages[0]).toContain('a/pyproject.toml');
    expect(found.messages[0]).toContain('b/pyproject.toml');
  });

  it('leaves out installed packages, templates and links', async () => {
    const { packages } = await discoverPackages(
      InMemorySourceTree.of(
        {
          'venv/lib/site-packages/x/pyproject.toml': named('x'),
          'node_modules/y/pyproject.toml': named('y'),
          'templates/{{cookiecutter.name}}/pyproject.toml': 'no [toml',
        },
        { symlinks: { 'pyproject.toml': 'elsewhere' } },
      ),
    );
    expect(packages).toEqual([]);
  });

  it('reports a manifest that is not UTF-8', async () => {
    const { diagnostics } = await discoverPackages(
      InMemorySourceTree.of({
        'pyproject.toml': Buffer.from([
          0x5b, 0x0a, 0xc3, 0xa9, 0x0a, 0xc3, 0x0a,
        ]),
      }),
    );
    expect(diagnostics).toMatchObject([
      { code: 'invalid-manifest', line: 3, message: 'The file is not UTF-8.' },
    ]);
  });

  it.each([
    ['dep', 'working-tree'],
    ['dep>=1', 'working-tree'],
    ['dep==1.5.*', 'working-tree'],
    ['dep<1', 'pinned'],
    ['dep==1.4', 'pinned'],
    ['dep @ git+https://git.example/mono.git@main#subdirectory=dep', 'pinned'],
    ['dep @ https://files.example/dep-1.5.zip', 'pinned'],
    ['dep @ file:///${PROJECT_ROOT}/../dep', 'working-tree'],
    ['dep @ {root:parent:uri}/dep', 'working-tree'],
    ['dep @ {root:uri}/../dep', 'working-tree'],
    ['dep @ {root:uri}/vendor/dep', 'pinned'],
    ['dep @ file:///tmp/src/dep', 'working-tree'],
    ['dep @ file:../dep', 'working-tree'],
    ['dep @ file:///tmp/dep-1.0-py3-none-any.whl', 'pinned'],
    ['other @ git+https://git.example/other.git', 'registry'],
    ['unversioned==9', 'working-tree'],
  ])('binds %s to %s', async (requirement, binding) => {
    const { packages } = await discover({
      'a/pyproject.toml': `${named('a')}dependencies = ['${requirement}']\n`,
      'dep/pyproject.toml': named('dep', '1.5'),
      'unversioned/pyproject.toml':
        '[project]\nname = "unversioned"\ndynamic = ["version"]\n',
    });
    expect(packages[0].requirements[0].binding).toBe(binding);
  });

  it('reports extras that a package does not offer', async () => {
    const found = await discover({
      'a/pyproject.toml': `${named('a')}dependencies = ["b[x,y]", "c[z]"]\n`,
      'b/pyproject.toml': `${named('b')}optional-dependencies = { x = [] }\n`,
      'c/pyproject.toml':
        '[project]\nname = "c"\ndynamic = ["optional-dependencies"]\n',
    });
    expect(found.diagnostics).toEqual([
      'warning unknown-extra a/pyproject.toml:4:null',
    ]);
    expect(found.messages).toEqual(['b does not offer the extra y.']);
  });

  describe('dependency groups', () => {
    it.each(groupVectors)(
      'resolves as the dependency-groups library does: $groups',
      async ({ groups, resolved }) => {
        const { packages } = await discover({
          'pyproject.toml': `${named('p')}\n${stringify({ 'dependency-groups': groups })}`,
        });
        const found = packages[0].requirements.map(
          ({ kind, name, extras, specifier, marker }) => {
            const bracket = extras.length > 0 ? `[${extras.join(',')}]` : '';
            const condition = marker === null ? '' : `; ${marker}`;
            return `${kind} ${name}${bracket}${specifier}${condition}`;
          },
        );
        const expected = Object.entries<string[] | undefined>(resolved).flatMap(
          ([name, texts]) => (texts ?? []).map(text => `group:${name} ${text}`),
        );
        expect(found.sort()).toEqual(expected.sort());
      },
    );

    it.each([
      [
        'a cycle',
        'a = ["x", {include-group = "b"}]\nb = [{include-group = "a"}]',
        ['group:a x'],
        1,
      ],
      [
        'an include of itself',
        'a = ["x", {include-group = "A"}]',
        ['group:a x'],
        1,
      ],
      [
        'an unknown group',
        'a = [{include-group = "b"}, "x"]',
        ['group:a x'],
        1,
      ],
      [
        'two spellings of one name',
        'a_b = ["x"]\nA-B = ["y"]',
        ['group:a-b x'],
        1,
      ],
      ['an unknown member', 'a = [{other = "b"}, "x", 1]', ['group:a x'], 2],
      ['a value that is no list', 'a = "x"', [], 1],
      [
        'a diamond',
        'a = [{include-group = "b"}, {include-group = "c"}]\nb = [{include-group = "d"}]\nc = [{include-group = "d"}, "y"]\nd = ["x"]',
        [
          'group:a x',
          'group:b x',
          'group:c x',
          'group:d x',
          'group:a y',
          'group:c y',
        ],
        0,
      ],
    ])('handles %s', async (_, groups, expected, problems) => {
      const found = await discover({
        'pyproject.toml': `${named('p')}[dependency-groups]\n${groups}\n`,
      });
      expect(
        found.requirements.p.map(text => text.replace(/ ->.*/, '')).sort(),
      ).toEqual([...expected].sort());
      expect(found.diagnostics).toHaveLength(problems);
    });
  });
});
