import { buildGraph } from '../graph/buildGraph';
import { hashPackages } from '../hash/hashPackages';
import { discoverPackages } from '../python/discoverPackages';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { readDeclarations } from './readDeclarations';
import { resolveBaseImages } from './resolveBaseImages';

const PYTHON = 'public.ecr.aws/lambda/python:3.12';

function manifest(name: string, requirements: string[] = [], extras = '') {
  return `[project]
name = "${name}"
version = "1"
dependencies = ${JSON.stringify(requirements)}
[project.optional-dependencies]
${extras}`;
}

const monorepo = {
  'dynamo/pyproject.toml': manifest('receipt_dynamo', ['boto3>=1']),
  'dynamo/README.md': 'dynamo',
  'label/pyproject.toml': manifest(
    'receipt-label',
    ['receipt-dynamo', 'numpy'],
    'full = ["receipt-places", "torch"]\n',
  ),
  'places/pyproject.toml': manifest('receipt-places', [
    "receipt-legacy; python_version < '3.10'",
  ]),
  'legacy/pyproject.toml': manifest('receipt-legacy'),
  'agent/pyproject.toml': manifest('receipt-agent', ['receipt-label[full]']),
  'constraints.txt': 'boto3==1\n',
};

async function resolve(images: string, files: Record<string, string> = {}) {
  const tree = InMemorySourceTree.of({
    ...monorepo,
    ...files,
    'base-images.yaml': `version: 1\nimages:\n${images}`,
  });
  const { packages } = await discoverPackages(tree);
  const declarations = await readDeclarations(tree);
  expect(declarations.diagnostics).toEqual([]);
  const { baseImages, diagnostics } = resolveBaseImages(declarations.images, {
    graph: buildGraph(packages),
    hashes: hashPackages(tree, packages),
    tree,
    locks: new Map(),
    requirementsFiles: new Map(),
  });
  return {
    diagnostics: diagnostics.map(
      ({ code, line, message, help }) => `${line} ${code}: ${message} ${help}`,
    ),
    byName: Object.fromEntries(baseImages.map(item => [item.name, item])),
  };
}

const names = (items: { package: string; extras: string[] }[]) =>
  items.map(item => `${item.package}[${item.extras}]`);

const LINEAGE = `
  - { name: deps, from: label, packages: [receipt-agent], include: dependencies }
  - { name: label, from: dynamo, packages: ['receipt-label[full]'] }
  - { name: dynamo, from: '${PYTHON}', platforms: [linux/arm64], packages: [receipt-dynamo] }
`;

describe('resolveBaseImages', () => {
  it('closes what an image holds, and inherits from what it stands on', async () => {
    const { byName, diagnostics } = await resolve(LINEAGE);
    expect(diagnostics).toEqual([]);
    expect(Object.keys(byName)).toEqual(['deps', 'dynamo', 'label']);
    const lineage = {
      parentImage: PYTHON,
      python: '3.12',
      platforms: ['linux/arm64'],
    };
    expect(byName.dynamo).toMatchObject({ ...lineage, parentBaseImage: null });
    expect(byName.label).toMatchObject({
      ...lineage,
      parentBaseImage: 'dynamo',
    });
    expect(byName.deps).toMatchObject({ ...lineage, parentBaseImage: 'label' });
    expect(names(byName.dynamo.contains)).toEqual(['receipt-dynamo[]']);
    // receipt-legacy is for an older Python only.
    expect(names(byName.label.contains)).toEqual([
      'receipt-dynamo[]',
      'receipt-label[full]',
      'receipt-places[]',
    ]);
    expect(byName.deps.contains).toEqual(byName.label.contains);
    expect(names(byName.deps.packages)).toEqual(['receipt-agent[]']);
    expect(names(byName.deps.containsDependenciesOf)).toEqual([
      'receipt-agent[]',
    ]);
  });

  it('reports what does not fit the monorepo, and keeps the rest', async () => {
    const { byName, diagnostics } = await resolve(`
  - { name: a, from: '${PYTHON}', packages: [receipt-labl, receipt-dynamo, requests-toolbelt] }
  - { name: b, from: A, packages: ['receipt-label[ful]', 'receipt-dynamo[x]'], constraints: no.txt }
  - { name: c, from: receipt, packages: [receipt-dynamo] }
  - { name: d, from: bb, packages: [receipt-dynamo] }
`);
    expect(diagnostics).toEqual(
      [
        '6 invalid-declaration: The image c stands on receipt, which is no image of this file. For an external image, write its tag: receipt:TAG.',
        '7 invalid-declaration: The image d stands on bb, which is no image of this file. Did you mean b?',
        '4 unknown-package: The image a lists receipt-labl, which is no package of the monorepo. Did you mean receipt-label?',
        '4 unknown-package: The image a lists requests-toolbelt, which is no package of the monorepo. List packages of this monorepo only; third-party ones come with them, or from requirements.',
        '5 invalid-declaration: The image b names no.txt, which is no file of the monorepo. Write the path from the root of the monorepo, and commit the file.',
        '5 unknown-extra: The image b asks for the extra ful of receipt-label, which does not offer it. Did you mean full?',
        '5 unknown-extra: The image b asks for the extra x of receipt-dynamo, which does not offer it. It offers no extras.',
      ].map(text => text.replace('Did you mean b?', 'Did you mean b?')),
    );
    expect(names(byName.a.contains)).toEqual(['receipt-dynamo[]']);
    expect(names(byName.b.contains)).toEqual([
      'receipt-dynamo[]',
      'receipt-label[]',
    ]);
    expect(byName.c).toMatchObject({
      parentBaseImage: null,
      parentImage: null,
      python: null,
    });
  });

  it('breaks cycles of parents, once', async () => {
    const { byName, diagnostics } = await resolve(`
  - { name: outside, from: b, packages: [receipt-dynamo] }
  - { name: a, from: b, packages: [receipt-dynamo] }
  - { name: b, from: a, packages: [receipt-places] }
  - { name: self, from: self, packages: [receipt-dynamo] }
`);
    expect(diagnostics).toEqual([
      '6 invalid-declaration: The base images stand on each other: b → a → b. Give one of them an external image in from.',
      '7 invalid-declaration: The base images stand on each other: self → self. Give one of them an external image in from.',
    ]);
    expect(byName.a).toMatchObject({
      parentBaseImage: null,
      parentImage: null,
    });
    expect(byName.outside).toMatchObject({
      parentBaseImage: 'b',
      parentImage: null,
    });
    // Without a lineage Python is not known, so the requirement for an older one may hold.
    expect(names(byName.outside.contains)).toEqual([
      'receipt-dynamo[]',
      'receipt-legacy[]',
      'receipt-places[]',
    ]);
  });

  it('reports Python and platforms that the parent does not have', async () => {
    const { diagnostics } = await resolve(`
  - { name: a, from: '${PYTHON}', python: '3.11', platforms: [linux/arm64], packages: [receipt-dynamo] }
  - { name: b, from: a, python: '3.11', platforms: [linux/amd64, linux/arm64], packages: [receipt-dynamo] }
`);
    expect(diagnostics).toEqual([
      '4 invalid-declaration: The image a says python 3.11, but stands on an image with Python 3.12. Correct python, or choose another image in from.',
      '5 invalid-declaration: The image b is for linux/amd64, but a is not built for that. Add the platform to a, or remove it here.',
    ]);
  });
});

describe('the source hash of a base image', () => {
  const one = (fields = '', from = PYTHON) =>
    `  - { name: x, from: '${from}', packages: ['receipt-label[full]']${fields} }\n`;
  const hashOf = async (images: string, files?: Record<string, string>) =>
    (await resolve(images, files)).byName.x.sourceHash;

  it.each([
    ['another parent', one('', 'public.ecr.aws/lambda/python:3.12-arm64')],
    ['fewer extras', one().replace('[full]', '')],
    ['setup', one(", setup: ['RUN a']")],
    ['another order of setup', one(", setup: ['RUN b', 'RUN a']")],
    ['env', one(", env: { A: 'b' }")],
    ['args', one(", args: { A: 'b' }")],
    ['constraints', one(', constraints: constraints.txt')],
    ['requirements', one(', requirements: [constraints.txt]')],
    ['the installer', one(', installer: uv')],
    ['the index', one(", index: { url: 'https://pypi.example.com' }")],
    ['dependencies only', one(', include: dependencies')],
    ['a README of a package', one(), { 'dynamo/README.md': 'new' }],
    ['a test of a package', one(), { 'label/tests/test_a.py': '' }],
  ])(
    'changes with %s',
    async (_, images, files: Record<string, string> = {}) => {
      expect(await hashOf(images, files)).not.toBe(await hashOf(one()));
    },
  );

  it.each([
    ['another spelling of its name', one().replace('name: x', 'name: X')],
    ['platforms', one(', platforms: [linux/arm64]')],
    ['its age', one(', maxAge: 30d')],
    ['secrets', one(', index: { secrets: [pip] }')],
    ['the Python that its parent has anyway', one(", python: '3.12'")],
    ['other packages', one(), { 'agent/new.py': '' }],
    ['packages for another Python', one(), { 'legacy/new.py': '' }],
    ['unused files', one(), { 'constraints.txt': 'changed' }],
  ])(
    'does not change with %s',
    async (_, images, files: Record<string, string> = {}) => {
      expect(await hashOf(images, files)).toBe(await hashOf(one()));
    },
  );

  it('changes with what it stands on', async () => {
    const images = `${LINEAGE}  - { name: x, from: deps, packages: [receipt-agent] }\n`;
    expect(await hashOf(images, { 'dynamo/new.py': '' })).not.toBe(
      await hashOf(images),
    );
  });

  it('of dependencies only follows requirements, not files', async () => {
    const images = one(', include: dependencies');
    const before = await hashOf(images);
    expect(await hashOf(images, { 'dynamo/new.py': '' })).toBe(before);
    const changed = manifest('receipt_dynamo', ['boto3>=2']);
    expect(await hashOf(images, { 'dynamo/pyproject.toml': changed })).not.toBe(
      before,
    );
  });
});
