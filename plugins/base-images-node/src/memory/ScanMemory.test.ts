import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import fc from 'fast-check';
import { scan } from '../scan';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { SourceTree } from '../source/SourceTree';
import { ScanMemory } from './ScanMemory';

type Files = Record<string, string>;

const manifest = (name: string, ...dependencies: string[]) =>
  `[project]\nname = "${name}"\nversion = "1.0"\ndependencies = ${JSON.stringify(dependencies)}\n`;

const image = (...lines: string[]) =>
  ['FROM public.ecr.aws/lambda/python:3.12', ...lines, ''].join('\n');

const START: Files = {
  'libs/a/pyproject.toml': manifest('acme-a', 'acme-b', 'boto3'),
  'libs/a/acme_a.py': 'import acme_b\n',
  'libs/b/pyproject.toml': manifest('acme-b'),
  'libs/b/acme_b.py': '',
  'libs/c/pyproject.toml':
    '[project]\nname = "acme-c"\nversion = "1"\ndynamic = ["dependencies"]\n[build-system]\nrequires = ["setuptools"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.txt"] }\n',
  'libs/c/requirements.txt': 'acme-a\n',
  'pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["libs/*"]\n[tool.uv.sources]\nacme-b = { workspace = true }\n',
  'apps/one/Dockerfile': image(
    'COPY libs/b /tmp/b',
    'COPY libs/a /tmp/a',
    'RUN pip install /tmp/b /tmp/a',
  ),
  'apps/two/Dockerfile': image(
    'COPY . /tmp/all',
    'RUN pip install -r /tmp/all/apps/two/requirements.txt',
  ),
  'apps/two/requirements.txt': '/tmp/all/libs/c\n',
  'apps/two/handler.py': 'import acme_a\n',
  'infra/template.yaml':
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n      FunctionName: one\n    Metadata:\n      Dockerfile: apps/one/Dockerfile\n      DockerContext: ..\n',
  'base-images.yaml':
    "version: 1\nimages:\n  - name: base\n    from: public.ecr.aws/lambda/python:3.12\n    packages: ['acme-b']\n",
  CODEOWNERS: '* @all\n/libs/a/ @a\n',
};

/** What may be written to each path; every path may be removed as well, and appear again. */
const CONTENTS: Record<string, string[]> = {
  'libs/a/pyproject.toml': [
    manifest('acme-a'),
    manifest('acme-a', 'acme-c'),
    manifest('acme-renamed', 'acme-b==2.0'),
    '[project\n',
  ],
  'libs/a/acme_a.py': ['import acme_c\n', ''],
  'libs/b/pyproject.toml': [
    manifest('acme-b', 'acme-a'),
    manifest('acme-a'),
    manifest('acme-b', 'acme-d; sys_platform == "win32"'),
  ],
  'libs/a/acme_a/more.py': ['import acme_c\n', 'def f(): import acme_e.x\n'],
  'libs/b/acme_b.py': ['import acme_a\n'],
  'libs/b/src/acme_b/__init__.py': ['from acme_c import x\n'],
  'libs/b/src/acme_a.py': [''],
  'libs/c/acme_c/__init__.py': ['import acme_b, acme_a\n'],
  'libs/c/other/x.py': ['import acme_b\n'],
  'libs/b/README.md': ['one', 'two'],
  'libs/b/nested/pyproject.toml': [manifest('acme-d', 'acme-b')],
  'libs/c/pyproject.toml': [
    manifest('acme-c', 'acme-b'),
    `${manifest('acme-c')}[tool.hatch.build.targets.wheel]\npackages = ["other", "../b/acme_b.py"]\n`,
  ],
  'libs/c/requirements.txt': ['acme-b\n', 'acme-b; extra ==\n'],
  'libs/c/setup.cfg': [
    '[metadata]\nname = acme-e\n[options]\ninstall_requires =\n  acme-a\n',
  ],
  'libs/d/setup.py': [
    "from setuptools import setup\nsetup(name='acme-d', install_requires=['acme-b'])\n",
  ],
  'pyproject.toml': [
    '[tool.uv.workspace]\nmembers = ["libs/*"]\nexclude = ["libs/a"]\n[tool.uv.sources]\nacme-b = { index = "x" }\n',
    manifest('acme-root', 'acme-a'),
  ],
  'apps/one/Dockerfile': [
    image('COPY libs/b libs/a /tmp/', 'RUN pip install /tmp/a'),
    image(
      'COPY libs/*/pyproject.toml /tmp/',
      'COPY libs /l',
      'RUN pip install /l/c /l/d',
    ),
    'FROM scratch\n',
    image('COPY missing /x', 'RUN pip install /x acme-b'),
  ],
  'apps/one/Dockerfile.with_base': ['FROM scratch\n'],
  'apps/one/Dockerfile.dockerignore': ['libs/b\n', '**/*.md\n'],
  'apps/two/Dockerfile': [
    image('WORKDIR /w', 'COPY . .', 'RUN cd libs/b && sh install.sh'),
    image('COPY --from=x . .'),
  ],
  'libs/b/install.sh': ['pip install .\n', 'uv sync\n', 'pip install ../a\n'],
  'apps/two/requirements.txt': ['/tmp/all/libs/b\nacme-a\n', '-r more.txt\n'],
  'apps/two/more.txt': ['/tmp/all/libs/a\n'],
  'apps/two/handler.py': ['import acme_b, acme_c\n'],
  'apps/two/libs/b/pyproject.toml': [manifest('acme-f')],
  'apps/three.dockerfile': [image('COPY libs/a /a', 'RUN pip install /a')],
  '.dockerignore': ['libs/a\n', 'apps\n', '*\n!libs\n'],
  'infra/template.yaml': [
    'Resources: {}\n',
    'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { PackageType: Image }\n    Metadata: { Dockerfile: two/Dockerfile, DockerContext: ../apps }\n',
    'Resources: [\n',
  ],
  'infra/main.tf': [
    'module "x" {\n  source = "terraform-aws-modules/lambda/aws//modules/docker-build"\n  source_path = "../apps/two"\n}\n',
    'variable "x" {\n',
  ],
  'infra/other.tf': ['module "m" {\n  source = "./m"\n}\n'],
  'infra/m/main.tf': [
    'resource "docker_image" "i" {\n  build {\n    context = "../.."\n    dockerfile = "apps/one/Dockerfile"\n  }\n}\n',
  ],
  'docker-compose.yaml': [
    'services:\n  one:\n    build:\n      context: .\n      dockerfile: apps/one/Dockerfile\n      args: { X: "1" }\n',
  ],
  'cdk.out/x.assets.json': [
    '{"dockerImages":{"a":{"source":{"directory":"asset.a","dockerFile":"Dockerfile"}}}}',
  ],
  'cdk.out/asset.a/Dockerfile': [image('COPY libs/a /a', 'RUN pip install /a')],
  'base-images.yaml': [
    "version: 1\nexclude: ['libs/b']\n",
    "version: 1\nlambdas:\n  - dockerfile: apps/two/Dockerfile\n    functions: ['two-*']\n",
    "version: 1\nimages:\n  - name: base\n    from: x\n    packages: ['acme-a']\n    constraints: libs/c/requirements.txt\n",
    'version: [\n',
  ],
  CODEOWNERS: ['libs/ @libs\n', ''],
  '.github/CODEOWNERS': ['* @github\n'],
};

const LINKS: Record<string, string[]> = {
  'apps/two/shared': ['../../libs', '../../libs/a'],
  'libs/link': ['a', 'b'],
};

interface Edit {
  path: string;
  link: boolean;
  /** Undefined to remove it. */
  content: string | undefined;
}

function editsOf(contents: Record<string, string[]>, link: boolean) {
  return Object.entries(contents).flatMap(([path, texts]) =>
    [undefined, START[path], ...texts].map((content): Edit => ({
      path,
      link,
      content,
    })),
  );
}

const edit = fc.constantFrom(
  ...editsOf(CONTENTS, false),
  ...editsOf(LINKS, true),
);

function apply(files: Files, links: Files, { path, link, content }: Edit) {
  const target = link ? links : files;
  delete target[path];
  if (content !== undefined) {
    target[path] = content;
  }
}

/** The same tree, which counts what is read. */
function counting(tree: SourceTree): { tree: SourceTree; reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    tree: {
      revision: tree.revision,
      files: tree.files,
      async read(path) {
        reads.push(path);
        return tree.read(path);
      },
    },
  };
}

describe('a scan with the memory of the scan before', () => {
  it('finds what a scan without memory finds, whatever is edited', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 8,
        }),
        async steps => {
          const files = { ...START };
          const links: Files = {};
          const memory = ScanMemory.create();
          let previous: Monorepo | undefined;
          for (const edits of [[], ...steps]) {
            edits.forEach(item => apply(files, links, item));
            const tree = InMemorySourceTree.of(files, { symlinks: links });
            const full = await scan(tree, { previous });
            const again = await scan(tree, { previous, memory });
            expect(again).toEqual(full);
            previous = full;
          }
        },
      ),
      { numRuns: Number(process.env.SCAN_MEMORY_RUNS ?? 60) },
    );
  }, 600_000);

  const scanAfter = async (changes: Files) => {
    const memory = ScanMemory.create();
    await scan(InMemorySourceTree.of(START), { memory });
    const { tree, reads } = counting(
      InMemorySourceTree.of({ ...START, ...changes }),
    );
    await scan(tree, { memory });
    return reads.sort();
  };

  it.each<[string, Files, string[]]>([
    ['nothing', {}, []],
    ['a data file', { 'libs/b/data.json': '{}' }, []],
    [
      'a Python file',
      { 'libs/b/acme_b.py': 'import json\n' },
      ['libs/b/acme_b.py'],
    ],
    [
      'a Python file that imports what its package does not declare',
      { 'libs/b/acme_b.py': 'import acme_a\n' },
      ['libs/b/acme_b.py', 'libs/b/pyproject.toml'],
    ],
    [
      'the files of a package',
      { 'libs/a/acme_a/more.py': '\n' },
      ['libs/a/acme_a/more.py'],
    ],
    ['a document', { 'README.md': '' }, []],
    [
      'a manifest',
      { 'libs/a/pyproject.toml': manifest('acme-a', 'acme-b', 'acme-c') },
      ['libs/a/pyproject.toml'],
    ],
    [
      'requirements of a package',
      { 'libs/c/requirements.txt': 'acme-b\n' },
      ['libs/c/pyproject.toml', 'libs/c/requirements.txt'],
    ],
    [
      'infrastructure code',
      { 'infra/template.yaml': 'Resources: {}\n' },
      ['infra/template.yaml'],
    ],
    ['owners', { CODEOWNERS: '* @b\n' }, ['CODEOWNERS']],
  ])(
    'reads only what it must after a change of %s',
    async (_, changes, read) => {
      const reads = await scanAfter(changes);
      // What a changed package may mean for an image is read from its Dockerfile again.
      expect(reads.filter(path => !path.startsWith('apps/'))).toEqual(read);
    },
  );

  it('reads one Dockerfile only when one is changed', async () => {
    expect(
      await scanAfter({ 'apps/one/Dockerfile': 'FROM scratch\n' }),
    ).toEqual(['apps/one/Dockerfile']);
  });

  it('forgets nothing when a scan fails', async () => {
    const memory = ScanMemory.create();
    const tree = InMemorySourceTree.of(START);
    await scan(tree, { memory });
    const broken = InMemorySourceTree.of({ ...START, 'libs/b/new.py': '' });
    await expect(
      scan(broken, { memory, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    const { tree: counted, reads } = counting(tree);
    expect(await scan(counted, { memory })).toEqual(await scan(tree));
    expect(reads).toEqual([]);
  });
});
