import { compareFiles, Files, toLines } from './__testUtils__/compareFiles';

const manifest = (name: string, dependencies: string[], extras = '') =>
  `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(
    dependencies,
  )}\n[project.optional-dependencies]\n${extras}`;

const IMAGE = 'public.ecr.aws/lambda/python:3.12';

const files: Files = {
  'README.md': 'Receipts\n',
  'base-images.yaml': `version: 1
images:
  - name: dynamo
    from: ${IMAGE}
    packages: [dynamo]
    constraints: dynamo/constraints.txt
  - name: label
    from: dynamo
    packages: ['label[full]']
  - name: agent-deps
    from: ${IMAGE}
    packages: ['agent']
    include: dependencies
`,
  'dynamo/pyproject.toml': manifest('dynamo', ['boto3']),
  'dynamo/dynamo/table.py': 'TABLE = 1\n',
  'dynamo/constraints.txt': 'boto3<2\n',
  'label/pyproject.toml': manifest(
    'label',
    ['dynamo'],
    'full = ["places; sys_platform == \'linux\'"]\n',
  ),
  'label/label/run.py': '',
  'places/pyproject.toml': manifest('places', []),
  'places/places.py': '',
  'agent/pyproject.toml': manifest('agent', ['places', 'openai']),
  'agent/agent.py': '',
  'infra/label/Dockerfile': `FROM ${IMAGE}
COPY dynamo /src/dynamo
COPY label /src/label
COPY places /src/places
RUN pip install /src/dynamo /src/places && pip install '/src/label[full]'
COPY infra/label/ .
CMD ["handler.handler"]
`,
  'infra/label/handler.py': 'import label\n',
  'infra/echo/Dockerfile': `FROM ${IMAGE}\nCOPY infra/echo/handler.py .\nCMD ["handler.handler"]\n`,
  'infra/echo/handler.py': '',
};

async function linesOf(changes: Files): Promise<string[]> {
  const { report } = await compareFiles(files, { ...files, ...changes });
  return toLines(report);
}

describe('affected', () => {
  it('is nothing without a change', async () => {
    const { report } = await compareFiles(files, files);
    expect(report).toEqual({
      since: null,
      revision: null,
      changedFiles: [],
      affected: [],
      uncertain: [],
    });
  });

  it('tells files, shortest path first, with what kind of step each is', async () => {
    const { report } = await compareFiles(files, {
      ...files,
      'infra/echo/handler.py': 'x',
      'README.md': undefined,
    });
    expect(report).toMatchObject({
      changedFiles: ['README.md', 'infra/echo/handler.py'],
      affected: [
        {
          kind: 'lambda',
          id: 'infra/echo/Dockerfile',
          name: 'echo',
          change: 'changed',
          path: [
            { kind: 'file', name: 'infra/echo/handler.py', extra: null },
            { kind: 'lambda', name: 'infra/echo/Dockerfile', extra: null },
          ],
        },
      ],
    });
  });

  it.each<[string, Files, string[]]>([
    ['a file that nothing reads', { 'README.md': 'new' }, []],
    [
      'a file of a leaf package',
      { 'dynamo/dynamo/table.py': 'TABLE = 2\n' },
      [
        'changed package dynamo: dynamo/dynamo/table.py → package dynamo',
        'reached package label: dynamo/dynamo/table.py → package dynamo → package label',
        'reached base-image dynamo: dynamo/dynamo/table.py → package dynamo → base-image dynamo',
        'reached base-image label: dynamo/dynamo/table.py → package dynamo → base-image dynamo → base-image label',
        'changed lambda infra/label/Dockerfile: dynamo/dynamo/table.py → package dynamo → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'a file of a package of which a base image holds only what it needs',
      { 'agent/agent.py': 'x' },
      ['changed package agent: agent/agent.py → package agent'],
    ],
    [
      'a requirement of such a package',
      { 'agent/pyproject.toml': manifest('agent', ['places', 'openai>=2']) },
      [
        'changed package agent: agent/pyproject.toml → package agent',
        'reached base-image agent-deps: agent/pyproject.toml → package agent → base-image agent-deps',
      ],
    ],
    [
      'a package behind an extra, for what asks for the extra',
      { 'places/places.py': 'x' },
      [
        'reached package agent: places/places.py → package places → package agent',
        'changed package places: places/places.py → package places',
        'reached base-image label: places/places.py → package places → package label[full] → base-image label',
        'changed lambda infra/label/Dockerfile: places/places.py → package places → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'constraints, by the shortest way',
      { 'dynamo/constraints.txt': 'boto3<3\n' },
      [
        'changed package dynamo: dynamo/constraints.txt → package dynamo',
        'reached package label: dynamo/constraints.txt → package dynamo → package label',
        'changed base-image dynamo: dynamo/constraints.txt → base-image dynamo',
        'reached base-image label: dynamo/constraints.txt → base-image dynamo → base-image label',
        'changed lambda infra/label/Dockerfile: dynamo/constraints.txt → package dynamo → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'the declaration of a base image, for that one and what stands on it',
      {
        'base-images.yaml': files['base-images.yaml']!.replace(
          "['label[full]']",
          "['label[full]']\n    env: { LOG: debug }",
        ),
      },
      [
        'changed base-image label: base-images.yaml → base-image label',
        'reached lambda infra/label/Dockerfile: base-images.yaml → base-image label → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'platforms of a base image, which its hash leaves out',
      {
        'base-images.yaml': files['base-images.yaml']!.replace(
          'packages: [dynamo]',
          'packages: [dynamo]\n    platforms: [linux/amd64, linux/arm64]',
        ),
      },
      [
        'changed base-image dynamo: base-images.yaml → base-image dynamo',
        'reached base-image label: base-images.yaml → base-image dynamo → base-image label',
      ],
    ],
    [
      'a comment in base-images.yaml',
      { 'base-images.yaml': `# Ours\n${files['base-images.yaml']}` },
      [],
    ],
    [
      'a Dockerfile',
      { 'infra/echo/Dockerfile': `${files['infra/echo/Dockerfile']}ENV A=1\n` },
      [
        'changed lambda infra/echo/Dockerfile: infra/echo/Dockerfile → lambda infra/echo/Dockerfile',
      ],
    ],
    [
      '.dockerignore, for images that lose a file by it',
      { '.dockerignore': 'infra/label/handler.py\n' },
      [
        'changed lambda infra/label/Dockerfile: .dockerignore → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'a package that moves: only who names its folder',
      {
        'places/pyproject.toml': undefined,
        'places/places.py': undefined,
        'libs/places/pyproject.toml': files['places/pyproject.toml'],
        'libs/places/places.py': files['places/places.py'],
        'infra/label/Dockerfile': files['infra/label/Dockerfile']!.replace(
          'COPY places',
          'COPY libs/places',
        ),
      },
      [
        // Its generated Dockerfile names the folder, and so does what it installs.
        'changed base-image label: base-image label',
        'changed lambda infra/label/Dockerfile: infra/label/Dockerfile → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'a package that goes away, for those that asked for it',
      { 'places/pyproject.toml': undefined, 'places/places.py': undefined },
      [
        'reached package agent: places/pyproject.toml → package places → package agent',
        'removed package places: places/pyproject.toml → package places',
        'reached base-image agent-deps: places/pyproject.toml → package places → package agent → base-image agent-deps',
        'reached base-image label: places/pyproject.toml → package places → package label[full] → base-image label',
        'changed lambda infra/label/Dockerfile: places/pyproject.toml → package places → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'a new package whose name was one of an index',
      { 'openai/pyproject.toml': manifest('openai', []) },
      [
        'reached package agent: openai/pyproject.toml → package openai → package agent',
        'added package openai: openai/pyproject.toml → package openai',
        'reached base-image agent-deps: openai/pyproject.toml → package openai → package agent → base-image agent-deps',
      ],
    ],
    [
      'a new base image that fits a Lambda best, and one that is gone',
      {
        'base-images.yaml': files['base-images.yaml']!.replace(
          'name: label\n',
          'name: label2\n',
        ),
      },
      [
        'removed base-image label: base-images.yaml → base-image label',
        'added base-image label2: base-images.yaml → base-image label2',
        'reached lambda infra/label/Dockerfile: base-images.yaml → base-image label → lambda infra/label/Dockerfile',
      ],
    ],
    [
      'a Lambda that goes away, and a new one',
      {
        'infra/echo/Dockerfile': undefined,
        'infra/new/Dockerfile': `FROM ${IMAGE}\nCOPY infra/echo/handler.py .\nCMD ["handler.handler"]\n`,
      },
      [
        'removed lambda infra/echo/Dockerfile: infra/echo/Dockerfile → lambda infra/echo/Dockerfile',
        'added lambda infra/new/Dockerfile: infra/new/Dockerfile → lambda infra/new/Dockerfile',
      ],
    ],
  ])('follows %s', async (_, changes, expected) => {
    expect(await linesOf(changes)).toEqual(expected);
  });

  it('does not follow a requirement that is pinned', async () => {
    const pinned = {
      ...files,
      'agent/pyproject.toml': manifest('agent', ['places==0.1']),
    };
    const { report } = await compareFiles(pinned, {
      ...pinned,
      'places/places.py': 'x',
    });
    expect(toLines(report)).not.toContainEqual(
      expect.stringContaining('package agent'),
    );
  });

  it('follows a source of the workspace, and platforms of infrastructure code', async () => {
    const workspace: Files = {
      'pyproject.toml':
        '[tool.uv.workspace]\nmembers = ["*"]\n[tool.uv.sources]\na = { workspace = true }\n',
      'a/pyproject.toml': manifest('a', []),
      'b/pyproject.toml': manifest('b', ['a']),
      'fn/Dockerfile': `FROM ${IMAGE}\nARG MODE\nCMD ["h.h"]\n`,
      'template.yaml': template('x86_64', 'one'),
    };
    const { report } = await compareFiles(workspace, {
      ...workspace,
      'pyproject.toml':
        '[tool.uv.workspace]\nmembers = ["*"]\n[tool.uv.sources]\na = { index = "ours" }\n',
      'template.yaml': template('arm64', 'one'),
    });
    expect(toLines(report)).toEqual([
      'reached package b: pyproject.toml → package b',
      'changed lambda fn/Dockerfile: template.yaml → lambda fn/Dockerfile',
    ]);
    const { report: next } = await compareFiles(workspace, {
      ...workspace,
      'template.yaml': template('x86_64', 'two'),
    });
    expect(toLines(next)).toEqual([
      'changed lambda fn/Dockerfile: template.yaml → lambda fn/Dockerfile',
    ]);
  });

  it('names Lambdas that it cannot be sure of', async () => {
    const dockerfile = `FROM ${IMAGE}\nCOPY dynamo /src\nRUN pip install $(cat /list)\nCMD ["h.h"]\n`;
    const unclear = { ...files, 'infra/unclear/Dockerfile': dockerfile };
    const { report } = await compareFiles(unclear, {
      ...unclear,
      'places/places.py': 'x',
    });
    expect(report.uncertain).toEqual(['infra/unclear/Dockerfile']);
  });
});

function template(architecture: string, mode: string): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Architectures: [${architecture}]
    Metadata:
      Dockerfile: Dockerfile
      DockerContext: ./fn
      DockerBuildArgs: { MODE: ${mode} }
`;
}
