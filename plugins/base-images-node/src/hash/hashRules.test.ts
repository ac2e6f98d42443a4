import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { buildGraph } from '../graph/buildGraph';
import { scan } from '../scan';
import { FolderSourceTree } from '../source/FolderSourceTree';
import { gitBlobId } from '../source/gitBlobId';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { hashClosure } from './hashClosure';
import { hashTree } from './hashTree';

/** The rules of the design about hashes, one test each; the readers' `unverified` is tested beside the attributes. */

const AWS = 'public.ecr.aws/lambda/python:3.12';

const manifest = (name: string, requirements: string[], rest = '') =>
  `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(requirements)}\n${rest}`;

const LOCK = `version = 1

[[package]]
name = "boto3"
version = "1.40.0"
dependencies = [{ name = "botocore" }]

[[package]]
name = "botocore"
version = "1.40.0"

[[package]]
name = "torch"
version = "2.9.0"

[[package]]
name = "pytest"
version = "9.0.0"
`;

const FILES: Record<string, string> = {
  'base-images.yaml': `version: 1
images:
  - { name: dynamo, from: '${AWS}', packages: [dynamo], constraints: uv.lock }
  - { name: label, from: '${AWS}', packages: [label] }
  - { name: deps, from: '${AWS}', packages: [label], include: dependencies, constraints: uv.lock }
`,
  'uv.lock': LOCK,
  'dynamo/pyproject.toml': manifest('dynamo', ['boto3>=1']),
  'dynamo/dynamo.py': '',
  'dynamo/nested/pyproject.toml': manifest('nested', []),
  'dynamo/nested/nested.py': '',
  'label/pyproject.toml': manifest(
    'label',
    ['dynamo', 'torch'],
    '[project.optional-dependencies]\nx = ["loop[y]"]\n',
  ),
  'label/docs/index.md': '',
  'loop/pyproject.toml': manifest(
    'loop',
    [],
    '[project.optional-dependencies]\ny = ["label[x]"]\n',
  ),
  'infra/Dockerfile': `FROM ${AWS}
ARG LEVEL=1
COPY dynamo /tmp/dynamo
RUN pip install /tmp/dynamo
COPY infra/handler.py ./
`,
  'infra/handler.py': '',
  'infra/unused.py': '',
  '.dockerignore': '**/*.md\n',
};

async function hashes(changes: Record<string, string> = {}, symlinks = {}) {
  const tree = InMemorySourceTree.of({ ...FILES, ...changes }, { symlinks });
  const { packages, lambdas, baseImages } = await scan(tree);
  return new Map(
    [
      packages.map(item => ['package', item] as const),
      lambdas.map(item => ['lambda', item] as const),
      baseImages.map(item => ['base image', item] as const),
    ]
      .flat()
      .map(([kind, { name, sourceHash }]) => [`${kind} ${name}`, sourceHash]),
  );
}

async function changedBy(changes: Record<string, string>) {
  const before = await hashes();
  const after = await hashes(changes);
  return [...after]
    .filter(([item, hash]) => before.get(item) !== hash)
    .map(([item]) => item);
}

const edit = (path: string, before: string, after: string) => {
  expect(FILES[path]).toContain(before);
  return { [path]: FILES[path].replace(before, after) };
};

describe('a file', () => {
  const directory = createMockDirectory();
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=n', '-c', 'user.email=n@example.com', ...args],
      { cwd: directory.resolve('repo'), encoding: 'utf8' },
    ).trim();

  it('counts by its git blob id, a symlink by its link text, without modes', async () => {
    mkdirSync(directory.resolve('repo'));
    writeFileSync(directory.resolve('repo/a.py'), 'x = 1\n');
    writeFileSync(directory.resolve('repo/empty'), '');
    symlinkSync('a.py', directory.resolve('repo/link'));
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'first');

    const open = () => FolderSourceTree.open(directory.resolve('repo'));
    const tree = await open();
    for (const path of ['a.py', 'empty', 'link']) {
      expect(tree.files.get(path)?.blobId).toBe(
        git('rev-parse', `HEAD:${path}`),
      );
    }
    expect(tree.files.get('link')?.blobId).toBe(gitBlobId('a.py'));

    chmodSync(directory.resolve('repo/a.py'), 0o755);
    git('commit', '--quiet', '--all', '--message', 'second');
    expect(hashTree(await open())).toBe(hashTree(tree));
    expect(hashTree(await open())).toBe(
      hashTree(
        InMemorySourceTree.of(
          { 'a.py': 'x = 1\n', empty: '' },
          { symlinks: { link: 'a.py' } },
        ),
      ),
    );
  });

  it('behind a symlink does not count for who has the link', async () => {
    const links = { 'label/shared': '../infra/unused.py' };
    const before = await hashes({}, links);
    const after = await hashes({ 'infra/unused.py': 'new' }, links);
    expect(after).toEqual(before);
    const elsewhere = await hashes(
      {},
      { 'label/shared': '../infra/handler.py' },
    );
    expect(elsewhere.get('package label')).not.toBe(
      before.get('package label'),
    );
  });
});

describe('a package', () => {
  it('is its files without nested packages; tests and documents count', async () => {
    expect(await changedBy({ 'dynamo/nested/nested.py': 'new' })).toEqual([
      'package nested',
      // The whole folder is copied.
      'lambda infra',
    ]);
    expect(await changedBy({ 'label/docs/index.md': 'new' })).toEqual([
      'package label',
      'base image label',
    ]);
    expect(await changedBy({ 'label/tests/test_label.py': '' })).toEqual([
      'package label',
      'base image label',
    ]);
  });

  it('counts whatever a .dockerignore says, which is for images only', async () => {
    expect(await changedBy({ 'dynamo/README.md': 'new' })).toEqual([
      'package dynamo',
      'base image dynamo',
      'base image label',
    ]);
    expect(
      await changedBy({ 'dynamo/README.md': 'new', '.dockerignore': '' }),
    ).toContain('lambda infra');
  });
});

describe('a closure', () => {
  it('is the flat sorted list of what is reachable, so that cycles of extras have a hash', async () => {
    const { packages } = await scan(InMemorySourceTree.of(FILES));
    const graph = buildGraph(packages);
    const known = new Map(packages.map(item => [item.name, item.sourceHash]));
    const closureOf = (name: string, extra: string) =>
      graph.closure([{ package: name, extras: [extra] }]);
    const members = [
      { package: 'dynamo', extras: [] },
      { package: 'label', extras: ['x'] },
      { package: 'loop', extras: ['y'] },
    ];
    expect(closureOf('label', 'x')).toEqual(members);
    expect(closureOf('loop', 'y')).toEqual(members);
    expect(hashClosure(closureOf('label', 'x'), known)).toBe(
      hashClosure(closureOf('loop', 'y'), known),
    );
  });
});

describe('a lock', () => {
  it.each<[string, [string, string], string[]]>([
    [
      'what a package asks for',
      ['1.40.0"\ndependencies', '1.41.0"\ndependencies'],
      ['dynamo', 'deps'],
    ],
    [
      'what that needs',
      ['"botocore"\nversion = "1.40.0"', '"botocore"\nversion = "1.41.0"'],
      ['dynamo', 'deps'],
    ],
    ['what another package asks for', ['2.9.0', '2.9.1'], ['deps']],
    ['what none of them asks for', ['9.0.0', '9.0.1'], []],
  ])(
    'counts by the slice that is installed: %s',
    async (_, [before, after], images) => {
      const changed = await changedBy(edit('uv.lock', before, after));
      expect(changed).toEqual(images.sort().map(name => `base image ${name}`));
    },
  );

  it('that cannot be read, and constraints that are none, count as a whole', async () => {
    const declared = edit(
      'base-images.yaml',
      'constraints: uv.lock',
      'constraints: all.txt',
    );
    const before = await hashes({ ...declared, 'all.txt': 'pytest==1\n' });
    const after = await hashes({ ...declared, 'all.txt': 'pytest==2\n' });
    expect(after.get('base image dynamo')).not.toBe(
      before.get('base image dynamo'),
    );
    const [broken, other] = await Promise.all([
      hashes({ 'uv.lock': '[[' }),
      hashes({ 'uv.lock': '[[ ' }),
    ]);
    expect(broken.get('base image dynamo')).not.toBe(
      other.get('base image dynamo'),
    );
  });

  it('counts as a whole beside requirements files, which may name anything', async () => {
    const declared = {
      ...edit(
        'base-images.yaml',
        'constraints: uv.lock }',
        'constraints: uv.lock, requirements: [more.txt] }',
      ),
      'more.txt': 'pytest\n',
    };
    const before = await hashes(declared);
    const after = await hashes({
      ...declared,
      ...edit('uv.lock', '9.0.0', '9.0.1'),
    });
    expect(after.get('base image dynamo')).not.toBe(
      before.get('base image dynamo'),
    );
  });
});

describe('a Lambda', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['a file that the stage reads', { 'infra/handler.py': 'new' }, true],
    ['a file that it does not read', { 'infra/unused.py': 'new' }, false],
    ['a file that is ignored', { 'dynamo/notes.md': '' }, false],
    ['the Dockerfile', edit('infra/Dockerfile', 'LEVEL=1', 'LEVEL=2'), true],
    [
      'build args',
      edit(
        'base-images.yaml',
        'images:',
        "lambdas:\n  - { dockerfile: infra/Dockerfile, args: { LEVEL: '2' } }\nimages:",
      ),
      true,
    ],
  ])('is what its image is made of: %s', async (_, changes, expected) => {
    expect((await changedBy(changes)).includes('lambda infra')).toBe(expected);
  });
});

describe('a base image', () => {
  it('of dependencies only follows sorted requirements and the lock, not files', async () => {
    expect(await changedBy({ 'label/label.py': 'new' })).not.toContain(
      'base image deps',
    );
    expect(
      await changedBy(
        edit('label/pyproject.toml', '"dynamo","torch"', '"torch","dynamo"'),
      ),
    ).toEqual(['package label', 'base image label']);
    expect(
      await changedBy(edit('dynamo/pyproject.toml', 'boto3>=1', 'boto3>=2')),
    ).toContain('base image deps');
  });

  it('follows what it stands on, its steps and its constraints', async () => {
    for (const [before, after] of [
      [AWS, `${AWS}-arm64`],
      ['packages: [dynamo]', "packages: [dynamo], setup: ['RUN true']"],
      ['constraints: uv.lock }', '}'],
    ]) {
      expect(await changedBy(edit('base-images.yaml', before, after))).toEqual([
        'base image dynamo',
      ]);
    }
  });
});

describe('the Dockerfile of a base image', () => {
  it('counts, but for its name and its secrets', async () => {
    const constrained = (more: string) =>
      edit(
        'base-images.yaml',
        'packages: [label] }',
        `packages: [label], constraints: all.txt${more} }`,
      );
    const files = { 'all.txt': '-c more.txt\n', 'more.txt': 'torch==1\n' };
    const labelOf = async (changes: Record<string, string>) =>
      (await hashes({ ...files, ...changes })).get('base image label');
    const before = await labelOf(constrained(''));
    expect(await labelOf(constrained(', index: { secrets: [netrc] }'))).toBe(
      before,
    );
    expect(await labelOf(constrained(', maxAge: 30d'))).toBe(before);
    expect(await labelOf(constrained(', installer: uv'))).not.toBe(before);
    expect(
      await labelOf({ ...constrained(''), 'more.txt': 'torch==2\n' }),
    ).not.toBe(before);
    const renamed = await hashes({
      ...files,
      'base-images.yaml': constrained('')['base-images.yaml'].replace(
        'name: label',
        'name: other',
      ),
    });
    expect(renamed.get('base image other')).toBe(before);
  });
});

describe('a version from the version control', () => {
  it('is outside what is hashed, and told', async () => {
    const { diagnostics } = await scan(
      InMemorySourceTree.of({
        'a/pyproject.toml':
          '[project]\nname = "a"\ndynamic = ["version"]\n[tool.setuptools_scm]\n',
      }),
    );
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'version-from-vcs',
        file: 'a/pyproject.toml',
      }),
    ]);
  });
});
