import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  BaseDockerfileSources,
  lookup,
  scan,
  toGraphReport,
  WithBaseSources,
} from './index';
import { InMemorySourceTree } from './source/InMemorySourceTree';

/**
 * What went wrong in a monorepo whose base images were made by hand (the table in the design, "The problem"): one test for each
 * row that a scan can prevent.
 */

const AWS = 'public.ecr.aws/lambda/python:3.12';

function manifest(name: string, requirements: string[], extras = ''): string {
  return `[build-system]
requires = ["setuptools"]

[project]
name = "${name}"
version = "1.0"
dependencies = ${JSON.stringify(requirements)}

[project.optional-dependencies]
${extras}`;
}

/** Installs some folders, each by a command of its own. */
function dockerfile(...folders: string[]): string {
  return [
    `FROM ${AWS}`,
    ...folders.map(folder => `COPY ${folder} /tmp/${folder}`),
    ...folders.map(folder => `RUN pip install --no-cache-dir /tmp/${folder}`),
    'CMD ["handler.main"]',
    '',
  ].join('\n');
}

const FILES: Record<string, string> = {
  'base-images.yaml': `version: 1
images:
  - { name: dynamo, from: '${AWS}', packages: [receipt-dynamo] }
  - { name: label, from: dynamo, packages: ['receipt-label'] }
  - { name: full, from: dynamo, packages: ['receipt-label[full]'] }
`,
  'receipt_dynamo/pyproject.toml': manifest('receipt-dynamo', ['boto3']),
  'receipt_dynamo/README.md': '# Dynamo\n',
  'receipt_dynamo/receipt_dynamo/__init__.py': '',
  'receipt_chroma/pyproject.toml': manifest('receipt-chroma', [
    'receipt-dynamo',
  ]),
  'receipt_chroma/receipt_chroma/__init__.py': '',
  'receipt_label/pyproject.toml': manifest(
    'receipt_label',
    ['Receipt.Dynamo'],
    'full = ["receipt-chroma"]\n',
  ),
  'receipt_label/receipt_label/__init__.py': '',
  'receipt_label/receipt_label/labels.json': '{}',
  'infra/label_lambda/Dockerfile': dockerfile(
    'receipt_dynamo',
    'receipt_label',
  ),
  'infra/chroma_lambda/Dockerfile': dockerfile(
    'receipt_dynamo',
    'receipt_chroma',
  ),
};

const scanFiles = (
  changes: Record<string, string> = {},
  revision?: string,
): Promise<Monorepo> =>
  scan(InMemorySourceTree.of({ ...FILES, ...changes }, { revision }));

/** Everything that has a source hash, with it. */
function hashes(monorepo: Monorepo): Map<string, string> {
  return new Map([
    ...monorepo.packages.map(
      item => [`package ${item.name}`, item.sourceHash] as const,
    ),
    ...monorepo.lambdas.map(
      item => [`Lambda ${item.dockerfile}`, item.sourceHash] as const,
    ),
    ...monorepo.baseImages.map(
      item => [`base image ${item.name}`, item.sourceHash] as const,
    ),
  ]);
}

/** What another hash belongs to after a change. */
async function changedBy(changes: Record<string, string>): Promise<string[]> {
  const before = hashes(await scanFiles());
  const after = hashes(await scanFiles(changes));
  return [...after]
    .filter(([item, hash]) => before.get(item) !== hash)
    .map(([item]) => item);
}

const diagnosticsOf = ({ diagnostics }: Monorepo) =>
  diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, file, line }) => `${code} ${file}:${line}`);

describe('the graph came from a hard-coded table of names', () => {
  it('is read from the manifests, whatever the layout', async () => {
    const monorepo = await scanFiles({
      'deep/inside/some/folder/setup.cfg':
        '[metadata]\nname = Receipt_New\n[options]\ninstall_requires =\n    receipt_label\n',
    });
    const graph = toGraphReport(monorepo);
    expect(graph.topologicalOrder).toEqual([
      'receipt-dynamo',
      'receipt-chroma',
      'receipt-label',
      'receipt-new',
    ]);
    expect(graph.packages.at(-1)).toMatchObject({
      path: 'deep/inside/some/folder',
      transitiveDependencies: ['receipt-dynamo', 'receipt-label'],
    });
    expect(graph.packages[2].extras).toEqual({ full: ['receipt-chroma'] });
  });

  it.each([
    'receipt-dynamo[aws]',
    'receipt-dynamo [aws,gcp] >= 1',
    'receipt-dynamo<2',
    'receipt-dynamo<2,>=1',
    'receipt-dynamo!=0.9',
    'receipt-dynamo~=1.0',
    'receipt-dynamo===1.0',
    'receipt-dynamo (>=1,<2)',
    "receipt-dynamo; python_version >= '3.8'",
    'receipt-dynamo ;sys_platform == "linux"',
    'receipt-dynamo @ file:../receipt_dynamo',
    'receipt-dynamo@file:../receipt_dynamo',
    'Receipt_Dynamo',
    'RECEIPT.DYNAMO>=1',
    'receipt--dynamo',
  ])('is not lost to a spelling: %s', async requirement => {
    const monorepo = await scanFiles({
      'receipt_new/pyproject.toml': manifest('receipt-new', [requirement]),
    });
    const found = toGraphReport(monorepo).packages.find(
      ({ name }) => name === 'receipt-new',
    );
    expect(found?.dependencies).toEqual(['receipt-dynamo']);
  });
});

describe('a Lambda lacked a transitive package', () => {
  it('is told for every Lambda, with file and line, before the build', async () => {
    const lacking = Array.from(
      { length: 11 },
      (_, index) => `infra/lambda_${String(index).padStart(2, '0')}/Dockerfile`,
    );
    const monorepo = await scanFiles({
      'receipt_agent/pyproject.toml': manifest('receipt-agent', [
        'receipt-label',
      ]),
      ...Object.fromEntries(
        lacking.map(path => [
          path,
          dockerfile('receipt_label', 'receipt_agent'),
        ]),
      ),
    });
    expect(diagnosticsOf(monorepo)).toEqual(
      lacking.map(path => `missing-package ${path}:4`),
    );
    expect(monorepo.diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('receipt-dynamo'),
    );
    expect(
      monorepo.lambdas
        .filter(({ dockerfile: path }) => lacking.includes(path))
        .map(({ missing }) => missing),
    ).toEqual(lacking.map(() => [{ package: 'receipt-dynamo', extras: [] }]));
  });
});

describe('the eleventh was found in production', () => {
  it('is told of what a handler imports and its image lacks', async () => {
    const monorepo = await scanFiles({
      'infra/label_lambda/handler.py': 'import receipt_chroma\n',
      'infra/label_lambda/Dockerfile': `${dockerfile('receipt_dynamo', 'receipt_label')}COPY infra/label_lambda/handler.py ./\n`,
    });
    expect(diagnosticsOf(monorepo)).toEqual([
      'undeclared-import infra/label_lambda/handler.py:1',
    ]);
  });

  it('is told of what a package imports and does not declare', async () => {
    const monorepo = await scanFiles({
      'receipt_chroma/receipt_chroma/search.py':
        'import json\nfrom receipt_label import labels\n',
    });
    expect(diagnosticsOf(monorepo)).toEqual([
      'undeclared-import receipt_chroma/receipt_chroma/search.py:2',
    ]);
  });
});

describe('packages were installed before what they need', () => {
  it('is told, with file and line', async () => {
    const path = 'infra/label_lambda/Dockerfile';
    const monorepo = await scanFiles({
      [path]: dockerfile('receipt_label', 'receipt_dynamo'),
    });
    expect(diagnosticsOf(monorepo)).toEqual([`install-order ${path}:4`]);
    expect(
      monorepo.lambdas.find(({ dockerfile: file }) => file === path),
    ).toMatchObject({ misordered: [['receipt-label', 'receipt-dynamo']] });
  });

  it('is generated right: base images on each other, and one command for what each adds', async () => {
    const tree = InMemorySourceTree.of(FILES);
    const sources = await BaseDockerfileSources.read(tree, await scan(tree));
    const written = ['dynamo', 'full'].map(name => sources.write(name));
    expect(written).toMatchObject([
      { baseImageArgument: null },
      { baseImageArgument: expect.any(String) },
    ]);
    const installs = written.map(image =>
      image && 'dockerfile' in image
        ? image.dockerfile
            .replace(/\\\n\s*/g, '')
            .split(/\n|&& /)
            .filter(command => command.includes('pip install'))
        : [],
    );
    expect(installs).toEqual([
      [expect.stringContaining('receipt_dynamo')],
      [
        expect.stringMatching(
          /receipt_chroma.*receipt_label\[full\]|receipt_label\[full\].*receipt_chroma/,
        ),
      ],
    ]);
  });
});

describe('a README edit named a tag that was never built', () => {
  it('changes the one hash of everything that is made of it, and of nothing else', async () => {
    expect(
      await changedBy({ 'receipt_dynamo/README.md': '# Edited\n' }),
    ).toEqual([
      'package receipt-dynamo',
      'Lambda infra/chroma_lambda/Dockerfile',
      'Lambda infra/label_lambda/Dockerfile',
      'base image dynamo',
      'base image full',
      'base image label',
    ]);
    expect(await changedBy({ 'README.md': '# Of nobody\n' })).toEqual([]);
  });
});

describe('the hash ignored the base image', () => {
  it('follows what an image stands on', async () => {
    const declaration = FILES['base-images.yaml'];
    expect(
      await changedBy({
        'base-images.yaml': declaration.replace(AWS, `${AWS}-arm64`),
      }),
    ).toEqual(['base image dynamo', 'base image full', 'base image label']);
    expect(
      await changedBy({
        'base-images.yaml': declaration.replace(
          'packages: [receipt-dynamo]',
          "packages: [receipt-dynamo], setup: ['RUN dnf install -y gcc']",
        ),
      }),
    ).toEqual(['base image dynamo', 'base image full', 'base image label']);
    const path = 'infra/label_lambda/Dockerfile';
    expect(
      await changedBy({ [path]: FILES[path].replace('3.12', '3.13') }),
    ).toEqual([`Lambda ${path}`]);
  });
});

describe('git log in a shallow clone gave every folder the same tag', () => {
  it('does not ask the history: the same files have the same hashes at every revision', async () => {
    const [first, second, unknown] = await Promise.all(
      ['a'.repeat(40), 'b'.repeat(40), undefined].map(revision =>
        scanFiles({}, revision).then(hashes),
      ),
    );
    expect(second).toEqual(first);
    expect(unknown).toEqual(first);
    expect(new Set(first.values()).size).toBe(first.size);
  });

  it('tells two uncommitted edits from each other', async () => {
    const edits = ['x = 1\n', 'x = 2\n'].map(text =>
      scanFiles({ 'receipt_label/receipt_label/__init__.py': text }),
    );
    const [one, other] = (await Promise.all(edits)).map(hashes);
    expect(
      [...one].filter(([item, hash]) => other.get(item) !== hash),
    ).toHaveLength(4);
  });
});

describe('data files and those that the build backend needs were left out', () => {
  it.each([
    'receipt_label/receipt_label/labels.json',
    'receipt_label/README.md',
    'receipt_label/LICENSE',
    'receipt_label/MANIFEST.in',
    'receipt_label/setup.py',
    'receipt_label/tests/test_label.py',
  ])('counts %s', async path => {
    expect(await changedBy({ [path]: 'new' })).toEqual([
      'package receipt-label',
      'Lambda infra/label_lambda/Dockerfile',
      'base image full',
      'base image label',
    ]);
  });
});

describe('look-up was by one package name', () => {
  const find = async (...packages: string[]) =>
    lookup(await scanFiles(), { packages });

  it.each(['receipt-label', 'receipt_label', 'Receipt.Label'])(
    'finds the same base image by every spelling: %s',
    async name => {
      expect(await find(name)).toMatchObject({
        baseImage: 'label',
        coverage: 1,
      });
    },
  );

  it('asks for everything that is required, extras included', async () => {
    expect(await find('receipt-label[full]')).toMatchObject({
      baseImage: 'full',
      coverage: 1,
    });
    expect(await find('receipt-chroma')).toMatchObject({
      baseImage: 'dynamo',
      covered: [{ package: 'receipt-dynamo', extras: [] }],
      uncovered: [{ package: 'receipt-chroma', extras: [] }],
      coverage: 0.5,
    });
  });

  it('does not count a package without the extras that are asked for', async () => {
    const monorepo = await scanFiles();
    const withoutFull = {
      ...monorepo,
      baseImages: monorepo.baseImages.filter(({ name }) => name !== 'full'),
    };
    expect(
      lookup(withoutFull, { packages: ['receipt-label[full]'] }).uncovered,
    ).toEqual([
      { package: 'receipt-chroma', extras: [] },
      { package: 'receipt-label', extras: ['full'] },
    ]);
  });
});

describe('the fall-back to installing from scratch gave an image without packages', () => {
  it('is the original, up to the last install that a base image takes over', async () => {
    const path = 'infra/label_lambda/Dockerfile';
    const tree = InMemorySourceTree.of(FILES);
    const { baseImages } = await scan(tree);
    const sources = await WithBaseSources.read(tree);
    const lambda = sources.lambdas.find(item => item.dockerfile === path);
    const label = baseImages.find(({ name }) => name === 'label');
    const rewritten =
      lambda && label ? await sources.rewrite(lambda, label) : undefined;
    const text =
      rewritten && 'dockerfile' in rewritten ? rewritten.dockerfile : '';
    const [header, ...stages] = text.split(/^(?=FROM )/m);
    const [fallback, onBase, final] = stages.map(stage => stage.split('\n'));
    expect(header).toContain('ARG BASE_IMAGE_URI');
    const original = FILES[path].split('\n');
    const installs = original.slice(1, 5);
    expect(fallback).toEqual(
      expect.arrayContaining([`${original[0]} AS prepared`, ...installs]),
    );
    expect(onBase.join('\n')).not.toMatch(/pip install|COPY/);
    expect(final[0]).toBe('FROM prepared${BASE_IMAGE_URI:+-on-base}');
    expect(final).toContain(original[5]);
  });
});
