import { scan } from '../scan';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { BaseDockerfileSources } from './BaseDockerfileSources';

const PYTHON = 'public.ecr.aws/lambda/python:3.12';

const manifest = (name: string, requirements: string[] = [], rest = '') =>
  `[project]
name = "${name}"
version = "1"
dependencies = ${JSON.stringify(requirements)}
${rest}`;

const FILES: Record<string, string> = {
  'dynamo/pyproject.toml': manifest('dynamo', ['boto3>=1,<2']),
  'label/pyproject.toml': manifest(
    'label',
    ['dynamo', "tzdata; sys_platform == 'win32'"],
    '[project.optional-dependencies]\nfull = ["places", "numpy"]\n',
  ),
  'my packages/places/pyproject.toml': manifest('places', ['dynamo']),
  'label/nested/pyproject.toml': manifest('nested'),
  'certs/ca.pem': '',
  'constraints.txt': 'boto3==1.40.0\n-c more/other.txt\n',
  'more/other.txt': 'numpy<3\n',
  'hashed.txt': `six==1 --hash=sha256:${'0'.repeat(64)}\n`,
  'uv.lock': `version = 1
[[package]]
name = "boto3"
version = "1.40.0"
dependencies = [{ name = "botocore" }]
[[package]]
name = "botocore"
version = "1.40.1"
source = { git = "https://git.example/botocore?rev=main#0123abc" }
[[package]]
name = "dynamo"
source = { editable = "dynamo" }
[[package]]
name = "numpy"
version = "1.26"
resolution-markers = ["python_version < '3.9'"]
[[package]]
name = "numpy"
version = "2.0"
resolution-markers = ["python_version >= '3.9'", "python_version == '4'"]
[[package]]
name = "unused"
version = "1"
`,
};

async function write(
  images: string,
  name: string,
  files: Record<string, string> = {},
) {
  const tree = InMemorySourceTree.of({
    ...FILES,
    ...files,
    'base-images.yaml': `version: 1\nimages:\n${images}`,
  });
  const monorepo = await scan(tree);
  const sources = await BaseDockerfileSources.read(tree, monorepo);
  return { written: sources.write(name), monorepo };
}

async function dockerfileOf(
  fields: string,
  files: Record<string, string> = {},
) {
  const { written } = await write(
    `  - { name: a, from: '${PYTHON}', ${fields} }\n`,
    'a',
    files,
  );
  if (!written || 'refused' in written) {
    throw new Error(JSON.stringify(written));
  }
  return written;
}

async function refusalsOf(fields: string, files: Record<string, string> = {}) {
  const { written } = await write(
    `  - { name: base, from: '${PYTHON}', packages: [dynamo] }\n  - { name: a, from: '${PYTHON}', ${fields} }\n`,
    'a',
    files,
  );
  return written && 'refused' in written
    ? written.refused.map(
        ({ file, line, message }) => `${file}:${line} ${message}`,
      )
    : [];
}

const LINEAGE = `
  - { name: dynamo, from: '${PYTHON}', packages: [dynamo] }
  - { name: label, from: dynamo, packages: ['label[full]'] }
  - { name: deps, from: dynamo, packages: ['label[full]'], include: dependencies }
`;

describe('the Dockerfile of a base image', () => {
  it('installs the closed set in one command, from its places in the repository', async () => {
    const { dockerfile, ignoreFile, ...rest } = await dockerfileOf(
      "packages: ['label[full]']",
    );
    expect(rest).toEqual({
      path: '.base-images/a.Dockerfile',
      baseImageArgument: null,
      secrets: [],
    });
    expect(dockerfile)
      .toBe(`# The base image a, written from base-images.yaml. Change it there.
FROM scratch AS sources
COPY ["dynamo", "/src/dynamo"]
COPY ["label", "/src/label"]
COPY ["my packages/places", "/src/my packages/places"]

FROM ${PYTHON}
RUN --mount=type=bind,from=sources,source=/src,target=/base-images-sources \\
    cd / && \\
    unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_UPGRADE PIP_UPGRADE_STRATEGY PIP_FORCE_REINSTALL PIP_IGNORE_INSTALLED && \\
    export PYTHONDONTWRITEBYTECODE=1 SOURCE_DATE_EPOCH=315532800 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore && \\
    python3 -c 'import sys; sys.exit(None if sys.version_info[:2] == (3, 12) else "Python 3.12 is declared, and this is " + sys.version)' && \\
    cp -R /base-images-sources/. /tmp/src && \\
    python3 -m pip install --no-cache-dir --no-compile --no-user \\
      /tmp/src/dynamo \\
      '/tmp/src/label[full]' \\
      '/tmp/src/my packages/places' && \\
    python3 -m pip check && \\
    rm -rf /tmp/src
`);
    expect(ignoreFile)
      .toBe(`# Written from base-images.yaml along with the Dockerfile beside it.
*
!dynamo
!label
label/nested
!my packages/places
**/__pycache__
**/*.py[co]
**/*.egg-info
.git
`);
  });

  it('leaves out what the base image below holds, but keeps its folders for those that refer to them', async () => {
    const { written } = await write(LINEAGE, 'label');
    expect(written).toMatchObject({ baseImageArgument: 'BASE_IMAGE_URI' });
    const { dockerfile } = written as { dockerfile: string };
    expect(dockerfile).toContain(
      '\nARG BASE_IMAGE_URI\nFROM scratch AS sources\nCOPY ["dynamo", "/src/dynamo"]\n',
    );
    expect(dockerfile).toContain('\nFROM ${BASE_IMAGE_URI}\nRUN ');
    expect(dockerfile).toContain(
      "--no-user \\\n      '/tmp/src/label[full]' \\\n      '/tmp/src/my packages/places' && \\\n",
    );
  });

  it('installs third-party requirements alone, each once and sorted, where only dependencies are included', async () => {
    const { written } = await write(LINEAGE, 'deps');
    const { dockerfile, ignoreFile } = written as {
      dockerfile: string;
      ignoreFile: string;
    };
    expect(dockerfile).not.toContain('COPY');
    expect(dockerfile).toContain(
      `--no-user \\\n      'boto3>=1,<2' \\\n      numpy \\\n      'tzdata ; sys_platform == '\\''win32'\\''' && \\\n    python3 -m pip check\n`,
    );
    expect(ignoreFile).toContain('\n*\n**/__pycache__');
  });

  it('writes setup, args and env where they hold', async () => {
    const { dockerfile, ignoreFile } = await dockerfileOf(
      `packages: [dynamo], args: { B: '2', A: 'a b' }, env: { TZ: UTC, Q: 'say "$HOME" \\' },
      setup: ['ARG X=1', 'RUN true && \\
         true', 'COPY certs/*.pem /etc/', 'RUN --mount=type=bind,source=more,target=/m true']`,
    );
    const [, stage] = dockerfile.split(`\nFROM ${PYTHON}\n`);
    expect(stage).toMatch(
      /^ARG A="a b"\nARG B="2"\nARG X=1\nRUN true && \\\s+true\nCOPY certs\/\*\.pem \/etc\/\nRUN --mount=type=bind,source=more,target=\/m true\nRUN --mount=/,
    );
    expect(stage).toMatch(
      / && \\\n {4}rm -rf \/tmp\/src\nENV Q="say \\"\\\$HOME\\" \\\\"\nENV TZ="UTC"\n$/,
    );
    expect(ignoreFile).toContain('.git\n!certs/*.pem\n!more\n');
  });

  it('sends the whole context where setup reads all of it', async () => {
    const { ignoreFile } = await dockerfileOf(
      "packages: [label], setup: ['COPY . /all']",
    );
    expect(ignoreFile).not.toContain('*\n!');
    expect(ignoreFile).not.toContain('label/nested');
  });

  it('takes constraints and requirements with the files that they include', async () => {
    const { dockerfile, ignoreFile } = await dockerfileOf(
      'packages: [dynamo], constraints: constraints.txt, requirements: [more/other.txt]',
    );
    expect(dockerfile).toContain(
      'COPY ["constraints.txt", "/src/constraints.txt"]\nCOPY ["dynamo", "/src/dynamo"]\nCOPY ["more/other.txt", "/src/more/other.txt"]\n',
    );
    expect(dockerfile).toContain(
      '      --constraint /tmp/src/constraints.txt \\\n      --requirement /tmp/src/more/other.txt \\\n      /tmp/src/dynamo && ',
    );
    expect(ignoreFile).toContain('!constraints.txt\n!more/other.txt\n');
  });

  it('installs requirements with hashes by a command of their own', async () => {
    const { dockerfile } = await dockerfileOf(
      'packages: [dynamo], requirements: [hashed.txt]',
    );
    expect(dockerfile).toContain(
      '--no-user \\\n      --requirement /tmp/src/hashed.txt && \\\n    python3 -m pip install --no-cache-dir --no-compile --no-user \\\n      /tmp/src/dynamo && \\\n',
    );
  });

  it('exports the part of a lock that is installed', async () => {
    const { dockerfile } = await dockerfileOf(
      "packages: ['label[full]'], constraints: uv.lock",
    );
    expect(dockerfile).not.toContain('COPY ["uv.lock');
    expect(dockerfile).toContain(`    printf '%s\\n' \\
      boto3==1.40.0 \\
      'botocore @ git+https://git.example/botocore@0123abc' \\
      'numpy==1.26 ; python_version < '\\''3.9'\\''' \\
      'numpy==2.0 ; (python_version >= '\\''3.9'\\'') or (python_version == '\\''4'\\'')' > /tmp/constraints.txt && \\
`);
    expect(dockerfile).toContain('--constraint /tmp/constraints.txt');
    expect(dockerfile).toContain('rm -rf /tmp/src /tmp/constraints.txt\n');
  });

  it('installs with uv, which it brings along and takes away again', async () => {
    const { written } = await write(
      LINEAGE.replace('name: label,', 'name: label, installer: uv,'),
      'label',
    );
    const { dockerfile } = written as { dockerfile: string };
    expect(dockerfile).toContain('{ command -v uv || python3 -m pip install ');
    // It asks an index for the name of what is installed already, unless it is told its folder.
    expect(dockerfile).toContain(
      'uv pip install --python "$python" --no-sources \\\n      /tmp/src/dynamo \\\n',
    );
    expect(dockerfile).toContain('uv pip check --python "$python" && \\\n');
    expect(dockerfile).toContain('rm -rf /tmp/src /tmp/uv\n');
  });

  it('mounts secrets while packages are installed, and names them nowhere else', async () => {
    const { dockerfile, secrets } = await dockerfileOf(
      `packages: [dynamo], index: { url: 'https://pypi.example.com/simple?a=1&b=2', extraUrls: ['https://x.example'], secrets: [pip-conf, netrc, UV_INDEX_TOKEN, other] }`,
    );
    expect(secrets).toEqual(['pip-conf', 'netrc', 'UV_INDEX_TOKEN', 'other']);
    expect(dockerfile).toContain(
      '    --mount=type=secret,id=pip-conf,target=/run/secrets/pip-conf,required=true \\\n',
    );
    expect(dockerfile).toContain(
      '    export PIP_CONFIG_FILE=/run/secrets/pip-conf NETRC=/run/secrets/netrc UV_INDEX_TOKEN="$(cat /run/secrets/UV_INDEX_TOKEN)" && \\\n',
    );
    expect(dockerfile).toContain(
      "      --index-url 'https://pypi.example.com/simple?a=1&b=2' \\\n      --extra-index-url https://x.example \\\n",
    );
    expect(dockerfile).not.toMatch(/^(?:ARG|ENV)/m);
  });

  it('is the same whatever platforms and age are declared, and without syntax line, USER, WORKDIR and labels', async () => {
    const plain = await dockerfileOf('packages: [dynamo]');
    expect(
      await dockerfileOf(
        'packages: [dynamo], platforms: [linux/arm64, linux/amd64], maxAge: 30d',
      ),
    ).toEqual(plain);
    expect(plain.dockerfile).not.toMatch(/^(?:# *syntax|USER|WORKDIR|LABEL)/m);
  });

  it('copies the root package without others that are nested in it', async () => {
    const { dockerfile, ignoreFile } = await dockerfileOf(
      'packages: [top], constraints: constraints.txt',
      { 'pyproject.toml': manifest('top', ['places']) },
    );
    expect(dockerfile).toContain('AS sources\nCOPY [".", "/src/"]\n\nFROM');
    expect(dockerfile).toContain("'/tmp/src/my packages/places'");
    expect(ignoreFile).toContain(
      'it.\n!dynamo\nlabel\nlabel/nested\n!my packages/places\n',
    );
  });
});

describe('a base image that is refused', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'is built with an internal package',
      'packages: [broken]',
      {
        'broken/pyproject.toml': manifest(
          'broken',
          [],
          '[build-system]\nrequires = ["hatchling", "dynamo"]\n',
        ),
      },
      [
        'broken/pyproject.toml:6 broken is built with dynamo, a package of this monorepo, which an installer looks for on the index.',
      ],
    ],
    [
      'asks for a published version of what it holds',
      'packages: [broken, dynamo]',
      { 'broken/pyproject.toml': manifest('broken', ['dynamo==7']) },
      [
        'broken/pyproject.toml:4 broken asks for dynamo==7, and the image holds dynamo from the working tree.',
      ],
    ],
    [
      'lies in a folder that cannot be written down',
      'packages: [broken]',
      { 'a$(x)/pyproject.toml': manifest('broken') },
      [
        'base-images.yaml:4 broken lies in "a$(x)", which has characters that Dockerfiles and shells give a meaning to.',
      ],
    ],
    [
      'has an environment of several lines',
      'packages: [dynamo], env: { A: "x\\nUSER root" }',
      {},
      [
        'base-images.yaml:4 images[1].env.A is "x\\nUSER root", but must be a text of one line, without control characters.',
      ],
    ],
    [
      'lists what is not there',
      'packages: [dynamo, lable]',
      {},
      [
        'base-images.yaml:4 The image a lists lable, which is no package of the monorepo.',
      ],
    ],
    [
      'hides instructions in a here-document',
      "packages: [dynamo], setup: ['RUN cat <<END']",
      {},
      [
        'base-images.yaml:4 images[1].setup[0] is no instruction: The here-document END never ends.',
      ],
    ],
    [
      'takes the argument for itself',
      'packages: [dynamo], args: { BASE_IMAGE_URI: x }',
      {},
      [
        'base-images.yaml:4 args sets BASE_IMAGE_URI, which names the image that a base image stands on.',
      ],
    ],
    [
      'names an internal package, a folder and nothing in requirements',
      'packages: [label], requirements: [r.txt]',
      {
        'r.txt':
          'dynamo\n./dynamo\n-e ./dynamo\n===\n-r ../up.txt\n-r none.txt\n',
      },
      [
        'r.txt:1 dynamo is a package of this monorepo, which an installer would look for on the index.',
        'r.txt:2 ./dynamo names a folder or file, which is not where it was when the image is built.',
        'r.txt:3 -e ./dynamo names a folder or file, which is not where it was when the image is built.',
        'r.txt:4 === is no requirement: Expected a package name at the start of the requirement.',
        'r.txt:5 ../up.txt is included, and is no file of the monorepo that can be read.',
        'r.txt:6 none.txt is included, and is no file of the monorepo that can be read.',
      ],
    ],
    [
      'has constraints with hashes',
      'packages: [dynamo], constraints: hashed.txt',
      {},
      [
        'hashed.txt:1 Constraints with hashes refuse every folder that is installed, and so the packages of this monorepo.',
      ],
    ],
    [
      'has a lock that cannot be read',
      'packages: [dynamo], constraints: uv.lock',
      { 'uv.lock': '[[' },
      [
        'base-images.yaml:4 The image a names uv.lock, which is no file of the monorepo that can be read.',
        'base-images.yaml:4 The lock uv.lock cannot be read.',
      ],
    ],
    [
      'has a lock that does not say which version holds',
      'packages: [dynamo], constraints: uv.lock',
      {
        'uv.lock':
          '[[package]]\nname = "boto3"\nversion = "1"\n[[package]]\nname = "boto3"\nversion = "2"\n',
      },
      [
        'base-images.yaml:4 The lock uv.lock has several versions of boto3, and does not say where each holds.',
      ],
    ],
    [
      'has a lock that takes something from a folder',
      'packages: [dynamo], constraints: uv.lock',
      {
        'uv.lock':
          '[[package]]\nname = "boto3"\nversion = "1"\nsource = { directory = "../boto3" }\n',
      },
      [
        'base-images.yaml:4 The lock uv.lock takes boto3 from a place that constraints cannot say.',
      ],
    ],
    [
      'includes dependencies that only their package can ask for',
      'packages: [odd], include: dependencies',
      {
        'odd/pyproject.toml': manifest('odd', [
          'x @ file:///x',
          "y; extra == 'z'",
        ]),
      },
      [
        'odd/pyproject.toml:4 odd asks for x by a path, which is not there when only dependencies are installed.',
        'odd/pyproject.toml:4 odd asks for y under a marker about extras, which holds for the package only.',
      ],
    ],
  ])('%s', async (_, fields, files, expected) => {
    expect(await refusalsOf(fields, files)).toEqual(expected);
  });

  it('refuses what is wrong and what stands on it, and nothing else', async () => {
    const image = (name: string, from: string, packages: string) =>
      `  - { name: '${name}', from: '${from}', packages: ${packages} }\n`;
    const images = [
      image('first', PYTHON, '[dynamo]'),
      image('Bad Name!', PYTHON, '[dynamo]'),
      image('second', 'first', '[label]'),
      image('wrong', PYTHON, '[nope]'),
      image('child', 'wrong', '[dynamo]'),
      image('grandchild', 'child', '[label]'),
      image('unbuildable', PYTHON, '[building]'),
      image('on-it', 'unbuildable', '[dynamo]'),
      image('last', PYTHON, '[dynamo]'),
      "lambdas:\n  - functions: [x]\nexclude: ['/']\n",
    ].join('');
    const files = {
      'building/pyproject.toml': manifest(
        'building',
        [],
        '[build-system]\nrequires = ["dynamo"]\n',
      ),
    };
    const results: Record<string, string> = {};
    for (const name of [
      'first',
      'second',
      'wrong',
      'child',
      'grandchild',
      'unbuildable',
      'on-it',
      'last',
    ]) {
      const { written } = await write(images, name, files);
      results[name] =
        'refused' in written!
          ? written.refused.map(({ message }) => message).join('\n')
          : 'written';
    }
    const below = (name: string, other: string) =>
      `The image ${name} stands on ${other}, for which no Dockerfile can be written.`;
    expect(results).toEqual({
      first: 'written',
      second: 'written',
      wrong: expect.stringContaining('lists nope'),
      child: below('child', 'wrong'),
      grandchild: below('grandchild', 'wrong'),
      unbuildable: expect.stringContaining('dynamo'),
      'on-it': below('on-it', 'unbuildable'),
      last: 'written',
    });
  });

  it('stands on nothing that is known', async () => {
    const { written } = await write(
      '  - { name: a, from: nothing, packages: [dynamo] }\n',
      'a',
    );
    expect(written).toMatchObject({
      refused: [
        { code: 'invalid-declaration', line: 3 },
        {
          code: 'base-image-not-buildable',
          line: 3,
          message: 'It is not known what the image a stands on.',
        },
      ],
    });
    const { written: none } = await write(LINEAGE, 'none');
    expect(none).toBeUndefined();
  });
});
