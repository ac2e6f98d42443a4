import { Requirement } from '@base-images/backstage-plugin-base-images-common';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { discoverPackages } from './discoverPackages';

async function discover(
  files: Record<string, string>,
  symlinks: Record<string, string> = {},
) {
  const { packages, diagnostics } = await discoverPackages(
    InMemorySourceTree.of(files, { symlinks }),
  );
  const byName = new Map(packages.map(entry => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    get(name: string) {
      const entry = byName.get(name);
      if (!entry) {
        throw new Error(`No package ${name} among ${[...byName.keys()]}`);
      }
      return entry;
    },
    requirements: (name: string) => byName.get(name)?.requirements.map(written),
    diagnostics: diagnostics.map(
      ({ code, file, line }) => `${code} ${file}:${line}`,
    ),
  };
}

function written(requirement: Requirement): string {
  const { kind, name, extras, specifier, url, marker, binding } = requirement;
  return [
    `${kind} ${name}`,
    extras.length > 0 ? `[${extras.join(',')}]` : '',
    url === null ? specifier : ` @ ${url}`,
    marker === null ? '' : `; ${marker}`,
    ` -> ${binding} @${requirement.line}`,
  ].join('');
}

const named = (name: string, more = '') =>
  `[project]\nname = "${name}"\nversion = "1.0"\n${more}`;

const poetryBackend =
  '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';

describe('Poetry', () => {
  it('reads a package of Poetry 1', async () => {
    const found = await discover({
      'shared/pyproject.toml': named('shared'),
      'pinned/pyproject.toml': named('pinned'),
      'app/pyproject.toml': `[tool.poetry]
name = "My_App"
version = "0.3.0"
description = "An app"
classifiers = ["Topic :: Office"]

[tool.poetry.dependencies]
python = "^3.11"
Shared = { path = "../shared", develop = true, extras = ["X_y"] }
pinned = "^2.0"
requests = "*"
numpy = [
  { version = "^1.26", python = "<3.12" },
  { version = "^2.0", python = ">=3.12", markers = "platform_machine == 'aarch64'" },
]
tool = { git = "https://git.example/tool.git", tag = "v1", subdirectory = "x" }
pillow = { version = ">=10", optional = true }
unused = { version = "1", optional = true }
windows = { version = "1", platform = "win32" }
broken = { version = "latest" }

[tool.poetry.extras]
Images = ["pillow", "nothing"]

[tool.poetry.dev-dependencies]
pytest = "^8"

[tool.poetry.group.docs.dependencies]
mkdocs = "1"

[tool.poetry.group.all]
include-groups = ["docs", "all"]
[tool.poetry.group.all.dependencies]
ruff = "*"
`,
    });
    expect(found.get('my-app')).toMatchObject({
      declaredName: 'My_App',
      version: '0.3.0',
      description: 'An app',
      requiresPython: '>=3.11,<4',
      classifiers: ['Topic :: Office'],
      extras: ['images'],
      incomplete: false,
    });
    expect(found.requirements('my-app')).toEqual([
      'main shared[x-y] -> working-tree @9',
      'main pinned^2.0 -> pinned @10',
      'main requests -> registry @11',
      'main numpy^1.26; python_version < "3.12" -> registry @13',
      'main numpy^2.0; platform_machine == \'aarch64\' and python_version >= "3.12" -> registry @14',
      'main tool @ git+https://git.example/tool.git@v1#subdirectory=x -> registry @16',
      'extra:images pillow>=10 -> registry @17',
      'main windows1; sys_platform == "win32" -> registry @19',
      'group:dev pytest^8 -> registry @26',
      'group:docs mkdocs1 -> registry @29',
      'group:all mkdocs1 -> registry @29',
      'group:all ruff -> registry @34',
    ]);
    expect(found.diagnostics).toEqual([
      'invalid-requirement app/pyproject.toml:20',
      'invalid-requirement app/pyproject.toml:23',
      'unknown-extra app/pyproject.toml:9',
    ]);
  });

  it('reads a package of Poetry 2, where [tool.poetry] only says where requirements come from', async () => {
    const found = await discover({
      'dep/pyproject.toml': named('dep'),
      'app/pyproject.toml': `${named('app', 'dependencies = ["dep>=1", "other"]\n')}
[tool.poetry.dependencies]
dep = { path = "../elsewhere" }
unlisted = "1"
${poetryBackend}`,
    });
    expect(found.requirements('app')).toEqual([
      'main dep>=1 -> pinned @4',
      'main other -> registry @4',
      'build poetry-core -> registry @10',
    ]);
  });

  it('reads dynamic dependencies of Poetry 2 from [tool.poetry]', async () => {
    const found = await discover({
      'dep/pyproject.toml': named('dep'),
      'app/pyproject.toml': `[project]
name = "app"
dynamic = ["dependencies", "version"]
[tool.poetry]
version = "3"
[tool.poetry.dependencies]
python = ">=3.9"
dep = { path = "../dep/" }
${poetryBackend}`,
    });
    expect(found.get('app')).toMatchObject({ version: '3', incomplete: false });
    expect(found.requirements('app')?.[0]).toBe('main dep -> working-tree @8');
  });

  it.each([
    'dep = { path = "../dep/dist/dep-1.0-py3-none-any.whl" }',
    'dep = { url = "https://files.example/dep.zip" }',
    'dep = { git = "https://git.example/mono.git" }',
  ])('knows that %s is not the working tree', async line => {
    const found = await discover({
      'dep/pyproject.toml': named('dep'),
      'app/pyproject.toml': `[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\n${line}\n`,
    });
    expect(found.get('app').requirements[0].binding).toBe('pinned');
  });
});

describe('sources from outside of the folder', () => {
  it('are reported where Poetry includes them', async () => {
    const found = await discover({
      'shared/src/common/__init__.py': '',
      'app/pyproject.toml': `[tool.poetry]
name = "app"
packages = [
  { include = "app" },
  { include = "app", from = "src" },
  { include = "common", from = "../shared/src" },
]
`,
    });
    expect(found.diagnostics).toEqual(['source-include app/pyproject.toml:6']);
  });
});

describe('uv', () => {
  const workspace = `[tool.uv.workspace]
members = ["libs/*", "apps/**"]
exclude = ["libs/old-*"]

[tool.uv.sources]
inherited = { workspace = true }
overridden = { workspace = true }
`;
  const app = (sources: string) =>
    named(
      'app',
      `dependencies = ["inherited==9", "overridden", "local", "git", "split ; os_name == 'posix'"]
[project.optional-dependencies]
cpu = ["grouped"]
gpu = ["grouped"]
[tool.uv.sources]
${sources}`,
    );
  const sources = `overridden = { git = "https://git.example/x.git", marker = "sys_platform == 'win32'" }
local = { path = "../../libs/local", editable = true }
git = { git = "https://git.example/mono.git", subdirectory = "libs/git" }
split = [
  { workspace = true, marker = "sys_platform == 'linux' or sys_platform == 'darwin'" },
  { index = "company", marker = "sys_platform == 'win32'" },
]
grouped = [{ workspace = true, extra = "cpu" }, { index = "gpu", extra = "gpu" }]
`;
  const libraries = Object.fromEntries(
    ['inherited', 'overridden', 'local', 'git', 'split', 'grouped'].map(
      name => [`libs/${name}/pyproject.toml`, named(name)],
    ),
  );

  it('binds requirements by their sources, the root’s inherited by members', async () => {
    const found = await discover({
      ...libraries,
      'pyproject.toml': workspace,
      'apps/app/pyproject.toml': app(sources),
    });
    expect(found.requirements('app')).toEqual([
      'main inherited==9 -> working-tree @4',
      'main overridden -> pinned @4',
      'main local -> working-tree @4',
      'main git -> pinned @4',
      "main split; os_name == 'posix' and (sys_platform == 'linux' or sys_platform == 'darwin') -> working-tree @4",
      "main split; os_name == 'posix' and sys_platform == 'win32' -> pinned @4",
      'extra:cpu grouped -> working-tree @6',
      'extra:gpu grouped -> pinned @7',
    ]);
  });

  it.each([
    ['apps/deep/er', 'working-tree'],
    ['libs/x', 'working-tree'],
    ['libs/x/y', 'pinned'],
    ['libs/old-x', 'pinned'],
    ['elsewhere', 'pinned'],
  ])(
    'takes members by the globs of the workspace: %s',
    async (path, binding) => {
      const found = await discover({
        ...libraries,
        'pyproject.toml': workspace,
        [`${path}/pyproject.toml`]: named(
          'app',
          'dependencies = ["inherited==9"]',
        ),
      });
      expect(found.get('app').requirements[0].binding).toBe(binding);
    },
  );

  it('tells workspaces, and projects that are installed without themselves', async () => {
    const build = '[build-system]\nrequires = []\n';
    const found = await discover({
      'pyproject.toml': `${named('root')}
[tool.uv]
package = false
[tool.uv.workspace]
members = ["libs/*", "apps/**"]
exclude = ["libs/old", "apps"]
[tool.uv.sources]
named = { workspace = true }
by-folder = { path = "other/folder" }
of-needs = [{ path = "other/needs", package = false }]
${build}`,
      'libs/built/pyproject.toml': named('built') + build,
      'libs/old/pyproject.toml': named('old') + build,
      'libs/named/pyproject.toml': named('named'),
      'apps/deep/er/pyproject.toml': named('app'),
      'other/folder/pyproject.toml': named('by-folder'),
      'other/needs/pyproject.toml': named('of-needs'),
      'other/forced/pyproject.toml': `${named('forced')}\n[tool.uv]\npackage = true\n`,
      'other/poetry/pyproject.toml': `${named('poetry')}\n[tool.poetry]\npackage-mode = false\n${build}`,
      'other/pdm/pyproject.toml': `${named('pdm')}\n[tool.pdm]\ndistribution = false\n`,
      'other/setup/setup.py':
        'from setuptools import setup\nsetup(name="setup")\n',
    });
    const told = ['root', 'built', 'old', 'named', 'app', 'by-folder'].concat([
      'of-needs',
      'forced',
      'poetry',
      'pdm',
      'setup',
    ]);
    expect(
      told.map(name => {
        const { uvWorkspace, virtual } = found.get(name);
        return `${name} ${uvWorkspace ?? '-'} ${virtual ?? '-'}`;
      }),
    ).toEqual([
      'root . declared',
      'built . -',
      'old - -',
      'named . -',
      'app . undeclared',
      'by-folder - -',
      'of-needs - undeclared',
      'forced - -',
      'poetry - declared',
      'pdm - declared',
      'setup - -',
    ]);
  });

  it('reads the development dependencies of uv, Rye and PDM as groups', async () => {
    const found = await discover({
      'sub/pyproject.toml': named('sub'),
      'pyproject.toml': `${named('app')}
[tool.uv]
dev-dependencies = ["a"]
[tool.rye]
dev-dependencies = ["b"]
[tool.pdm.dev-dependencies]
Test = ["c>=1", "-e file:///\${PROJECT_ROOT}/sub", "-e git+https://git.example/d.git#egg=d"]
`,
    });
    expect(found.requirements('app')).toEqual([
      'group:dev a -> registry @6',
      'group:dev b -> registry @8',
      'group:test c>=1 -> registry @10',
      'group:test sub @ file:///${PROJECT_ROOT}/sub -> working-tree @10',
      'group:test d @ git+https://git.example/d.git -> registry @10',
    ]);
  });
});

describe('setuptools', () => {
  it('reads dynamic requirements from files', async () => {
    const found = await discover({
      'dep/pyproject.toml': named('dep'),
      'app/pyproject.toml': `[project]
name = "app"
dynamic = ["dependencies", "optional-dependencies"]
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }
optional-dependencies.Dev_Tools = { file = "dev.txt" }
`,
      'app/requirements.txt':
        '# pinned\nDep>=1\nboto3==1.0 # why\n-r more.txt\n',
      'app/dev.txt': 'pytest\n',
    });
    expect(found.get('app')).toMatchObject({
      extras: ['dev-tools'],
      incomplete: false,
    });
    expect(
      found
        .get('app')
        .requirements.map(({ file, line, name, binding }) => [
          file,
          line,
          name,
          binding,
        ]),
    ).toEqual([
      ['app/requirements.txt', 2, 'dep', 'working-tree'],
      ['app/requirements.txt', 3, 'boto3', 'registry'],
      ['app/dev.txt', 1, 'pytest', 'registry'],
    ]);
    expect(found.diagnostics).toEqual([
      'invalid-requirement app/requirements.txt:4',
    ]);
  });

  it('reads requirements files through symbolic links', async () => {
    const dynamic = (file: string) => `dynamic = ["dependencies"]
[tool.setuptools.dynamic]
dependencies = { file = "${file}" }
`;
    const found = await discover(
      {
        'dep/pyproject.toml': named('dep'),
        'shared/reqs/base.txt': 'Dep>=1\n',
        'a/pyproject.toml': named('a', dynamic('requirements.txt')),
        'b/pyproject.toml': named('b', dynamic('reqs/base.txt')),
        'c/setup.py':
          'from setuptools import setup\nsetup(name="c", install_requires=open("requirements.txt").read().splitlines())\n',
        'circle/pyproject.toml': named('circle', dynamic('one.txt')),
        'outside/pyproject.toml': named('outside', dynamic('out.txt')),
      },
      {
        'a/requirements.txt': '../c/requirements.txt',
        'b/reqs': '../shared/reqs',
        'c/requirements.txt': '../shared/reqs/base.txt',
        'circle/one.txt': 'two.txt',
        'circle/two.txt': './one.txt',
        'outside/out.txt': '../../dep.txt',
      },
    );
    for (const name of ['a', 'b', 'c']) {
      expect(
        found.get(name).requirements.map(item => [item.name, item.file]),
      ).toEqual([['dep', 'shared/reqs/base.txt']]);
    }
    expect(found.diagnostics).toEqual([
      'invalid-manifest circle/pyproject.toml:6',
      'invalid-manifest outside/pyproject.toml:6',
    ]);
  });

  it.each([
    [
      'a missing file',
      'dependencies = { file = "none.txt" }',
      ['invalid-manifest pyproject.toml:5'],
    ],
    [
      'a file outside the tree',
      'dependencies = { file = "../../etc/passwd" }',
      ['invalid-manifest pyproject.toml:5'],
    ],
    ['nothing', '', []],
  ])('marks a package with %s as incomplete', async (_, line, diagnostics) => {
    const found = await discover({
      'pyproject.toml': `[project]\nname = "a"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\n${line}\n`,
    });
    expect(found.get('a').incomplete).toBe(true);
    expect(found.diagnostics).toEqual(diagnostics);
  });

  it('adds dynamic requirements to static ones', async () => {
    const found = await discover({
      'pyproject.toml': `[project]\nname = "a"\ndependencies = ["b"]\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = "r.txt" }\n`,
      'r.txt': 'c',
    });
    expect(found.get('a').requirements.map(({ name }) => name)).toEqual([
      'b',
      'c',
    ]);
  });

  it('reads setup.cfg', async () => {
    const found = await discover({
      'setup.cfg': `# a comment
[metadata]
name = Old_App
version = attr: old_app.__version__
summary = An old app
classifiers =
    Topic :: Office
    Topic :: Games

[options]
python_requires = >=3.9
install_requires =
    dep>=1
    # not this
    boto3[crt] ; python_version < "3.13"

[options.extras_require]
Dev_x = pytest; ruff
files = file: more.txt

[flake8]
name = ignored
`,
      'more.txt': 'numpy\n',
      'dep/setup.cfg': '[metadata]\nname = dep\nversion = 1.2\n',
      'other/setup.cfg': '[flake8]\nmax-line-length = 100\n',
    });
    expect(found.names).toEqual(['dep', 'old-app']);
    expect(found.get('dep').version).toBe('1.2');
    expect(found.get('old-app')).toMatchObject({
      manifest: 'setup.cfg',
      version: null,
      description: 'An old app',
      requiresPython: '>=3.9',
      classifiers: ['Topic :: Office', 'Topic :: Games'],
      extras: ['dev-x', 'files'],
      incomplete: false,
    });
    expect(found.requirements('old-app')).toEqual([
      'main dep>=1 -> working-tree @13',
      'main boto3[crt]; python_version < "3.13" -> registry @15',
      'extra:dev-x pytest -> registry @18',
      'extra:dev-x ruff -> registry @18',
      'extra:files numpy -> registry @1',
    ]);
  });

  it('reads a literal setup.py', async () => {
    const found = await discover({
      'setup.py': `from setuptools import setup, find_packages

BASE = ["dep>=1"]
EXTRAS = {"test": ["pytest"], 'Doc_s': ("mkdocs",)}

setup(
    name="old" "-app",
    version='0.1',
    python_requires=">=3.8",
    packages=find_packages(),
    install_requires=BASE + [
        # a comment
        "boto3",
        *BASE,
    ],
    extras_require=EXTRAS,
)
`,
      'dep/setup.py':
        'import setuptools\nsetuptools.setup(name="dep", version="1")\n',
      'script/setup.py': 'print("prepare the machine")\n',
    });
    expect(found.names).toEqual(['dep', 'old-app']);
    expect(found.get('old-app')).toMatchObject({
      manifest: 'setup.py',
      version: '0.1',
      requiresPython: '>=3.8',
      extras: ['doc-s', 'test'],
      incomplete: false,
    });
    expect(found.requirements('old-app')).toEqual([
      'main dep>=1 -> working-tree @3',
      'main dep>=1 -> working-tree @3',
      'extra:test pytest -> registry @4',
      'extra:doc-s mkdocs -> registry @4',
      'main boto3 -> registry @13',
    ]);
  });

  it.each([
    ['a call', 'setup(name="a", install_requires=read("r.txt"))'],
    [
      'a changed variable',
      'R = ["b"]\nR.append("c")\nsetup(name="a", install_requires=R)',
    ],
    [
      'a grown variable',
      'R = ["b"]\nR += ["c"]\nsetup(name="a", install_requires=R)',
    ],
    [
      'a variable set twice',
      'R = ["b"]\nif x:\n  R = []\nsetup(name="a", install_requires=R)',
    ],
    ['a loop', 'R = [x for x in y]\nsetup(name="a", install_requires=R)'],
    [
      'a name in a format string',
      'setup(name="a", install_requires=[f"{x}-b"])',
    ],
    [
      'a file that is not there',
      'setup(name="a", install_requires=open("r.txt").read())',
    ],
    ['unpacking', 'setup(name="a", **more)'],
    ['a cycle', 'A = B\nB = A\nsetup(name="a", install_requires=A)'],
    ['computed extras', 'setup(name="a", extras_require={"x": f()})'],
  ])('marks requirements from %s as incomplete', async (_, text) => {
    const found = await discover({ 'setup.py': text });
    expect(found.get('a').incomplete).toBe(true);
    expect(found.diagnostics).toEqual([
      expect.stringMatching(/^invalid-manifest setup\.py:\d$/),
    ]);
  });

  it.each<[string, string, boolean]>([
    ['setup(name="a", install_requires=["b", *more])', 'b', true],
    ['R = ["b"] + more()\nsetup(name="a", install_requires=R)', 'b', true],
    ['setup(name="a", install_requires=[f"b=={v}", "c"])', 'b c', false],
    ['V = "2"\nsetup(name="a", install_requires=[f"b=={V}"])', 'b==2', false],
    [
      'setup(name="a", install_requires=[f"b[x]>={v},<3; python_version > \'3\'"])',
      'b[x]',
      false,
    ],
    // files
    [
      'setup(name="a", install_requires=open("r.txt").read().splitlines())',
      'd>=1 e',
      false,
    ],
    [
      'with open(os.path.join(here, "more", "r.txt"), "r") as f:\n    R = f.readlines()\nsetup(name="a", install_requires=R + ["b"])',
      'b f',
      false,
    ],
    [
      'P = "r.txt"\nwith open(P) as f:\n  X = f.read().split("\\n")\nP = os.path.join(H, "more/r.txt")\nwith open(P) as f:\n  Y = [l.strip() for l in f if l]\nsetup(name="a", install_requires=X + Y)',
      'd>=1 e f',
      false,
    ],
    [
      'setup(name="a", install_requires=(Path(__file__).parent / "r.txt").read_text().splitlines())',
      'd>=1 e',
      false,
    ],
    [
      'def read(name):\n  return open(name).read()\nsetup(name="a", install_requires=list(filter(None, read("./r.txt").split("\\n"))))',
      'd>=1 e',
      false,
    ],
    [
      'setup(name="a", install_requires=open("/etc/r.txt").readlines())',
      '',
      true,
    ],
    [
      'setup(name="a", install_requires=open("../r.txt").readlines())',
      '',
      true,
    ],
    [
      'setup(name="a", install_requires=open("README.md").readlines())',
      '',
      true,
    ],
  ])('reads what can be told of %s', async (text, expected, incomplete) => {
    const found = await discover({
      'setup.py': text,
      'r.txt': '# first\nd>=1\n-r more/r.txt\n-e ./x\ne\n',
      'more/r.txt': 'f\n',
      'README.md': 'g\n',
    });
    const { requirements, incomplete: isIncomplete } = found.get('a');
    expect({
      requirements: requirements
        .map(
          ({ name, extras, specifier }) =>
            `${name}${extras.length > 0 ? `[${extras}]` : ''}${specifier}`,
        )
        .join(' '),
      incomplete: isIncomplete,
    }).toEqual({ requirements: expected, incomplete });
  });

  it.each([
    ['setup(name=NAME)', ['invalid-manifest setup.py:1']],
    ['setup(name="a b")', ['invalid-manifest setup.py:1']],
    ['# a\nsetup(', ['invalid-manifest setup.py:2']],
    ['NAME = (\n"a b"\n)\nsetup(name=NAME)', ['invalid-manifest setup.py:2']],
  ])(
    'leaves out a package whose name cannot be told: %s',
    async (text, diagnostics) => {
      const found = await discover({ 'setup.py': text });
      expect(found.names).toEqual([]);
      expect(found.diagnostics).toEqual(diagnostics);
    },
  );

  it('takes name and requirements from setup.cfg beside a setup.py without them', async () => {
    const found = await discover({
      'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n',
      'setup.py': 'from setuptools import setup\nsetup()\n',
      'setup.cfg': '[metadata]\nname = a\n[options]\ninstall_requires = b; c\n',
    });
    expect(found.get('a').manifest).toBe('setup.cfg');
    expect(found.get('a').requirements.map(({ name }) => name)).toEqual([
      'b',
      'c',
      'setuptools',
    ]);
  });
});

describe('Hatch', () => {
  it('reads the hooks that carry requirements', async () => {
    const backend =
      '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
    const found = await discover({
      'slim/pyproject.toml': `[project]\nname = "slim"\nversion = "1"\noptional-dependencies = { x = [] }\n`,
      'all/pyproject.toml': `[project]
name = "all"
dynamic = ["version", "dependencies", "optional-dependencies"]
${backend}
[tool.hatch.version]
source = "uv-dynamic-versioning"
[tool.hatch.metadata.hooks.uv-dynamic-versioning]
dependencies = ["slim[x]=={{ version }}", "rich>=13"]
[tool.hatch.metadata.hooks.uv-dynamic-versioning.optional-dependencies]
Extra_1 = ["slim=={{ version }},<{{ next }}"]
`,
      'files/pyproject.toml': `[project]\nname = "files"\ndynamic = ["dependencies"]\n${backend}\n[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["r.txt"]\n`,
      'files/r.txt': 'slim\n',
      'custom/pyproject.toml': `[project]\nname = "custom"\ndynamic = ["dependencies"]\n${backend}\n[tool.hatch.metadata.hooks.custom]\n`,
    });
    expect(found.requirements('all')).toEqual([
      'build hatchling -> registry @5',
      'main slim[x]=={{ version }} -> working-tree @11',
      'main rich>=13 -> registry @11',
      'extra:extra-1 slim=={{ version }},<{{ next }} -> working-tree @13',
    ]);
    expect(found.get('all').incomplete).toBe(false);
    expect(found.get('files').incomplete).toBe(false);
    expect(found.requirements('files')?.at(-1)).toBe(
      'main slim -> working-tree @1',
    );
    expect(found.get('custom').incomplete).toBe(true);
    expect(found.diagnostics).toEqual([
      'version-from-vcs all/pyproject.toml:9',
    ]);
  });
});

describe('Flit', () => {
  it('reads the table from before [project]', async () => {
    const found = await discover({
      'pyproject.toml': `[tool.flit.metadata]\nmodule = "my_app"\nrequires = ["a>=1"]\nrequires-python = ">=3.8"\n[tool.flit.metadata.requires-extra]\ntest = ["pytest"]\n`,
    });
    expect(found.get('my-app').requiresPython).toBe('>=3.8');
    expect(found.requirements('my-app')).toEqual([
      'main a>=1 -> registry @3',
      'extra:test pytest -> registry @6',
    ]);
  });
});

describe('versions from the version control', () => {
  it.each([
    [
      'dynamic = ["version"]\n[build-system]\nrequires = ["setuptools", "setuptools_scm[toml]>=8"]',
      true,
    ],
    ['dynamic = ["version"]\n[tool.setuptools_scm]', true],
    ['version = "1"\n[tool.setuptools_scm]', false],
    ['dynamic = ["version"]\n[tool.hatch.version]\nsource = "vcs"', true],
    ['dynamic = ["version"]\n[tool.hatch.version]\npath = "a.py"', false],
    ['dynamic = ["version"]\n[tool.pdm.version]\nsource = "scm"', true],
    ['version = "0"\n[tool.poetry-dynamic-versioning]\nenable = true', true],
    ['version = "0"\n[tool.poetry-dynamic-versioning]\nenable = false', false],
    [
      'dynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { attr = "a.v" }\n[build-system]\nrequires = ["setuptools-scm"]',
      false,
    ],
  ])('are told: %s', async (text, expected) => {
    const found = await discover({
      'pyproject.toml': `[project]\nname = "a"\n${text}\n`,
    });
    expect(
      found.diagnostics.some(code => code.startsWith('version-from-vcs')),
    ).toBe(expected);
  });
});
