import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { buildGraph } from '../graph/buildGraph';
import { discoverLambdas } from '../lambda/discoverLambdas';
import { discoverPackages } from '../python/discoverPackages';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { SourceTree } from '../source/SourceTree';
import { discoverUndeclaredImports } from './discoverUndeclaredImports';

async function check(
  files: Record<string, string>,
  toTree: (tree: SourceTree) => SourceTree = tree => tree,
): Promise<Diagnostic[]> {
  const tree = InMemorySourceTree.of(files);
  const { packages } = await discoverPackages(tree);
  const { lambdas } = await discoverLambdas(tree, packages, []);
  return discoverUndeclaredImports(
    toTree(tree),
    packages,
    buildGraph(packages),
    lambdas,
  );
}

/** Severity, place and imported package of each finding. */
async function findings(files: Record<string, string>): Promise<string[]> {
  return (await check(files)).map(
    ({ severity, file, line, message }) =>
      `${severity} ${file}:${line} ${/ of ([\w-]+)/.exec(message)?.[1]}`,
  );
}

function project(name: string, dependencies: string[] = [], more = ''): string {
  return `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n${more}`;
}

const dynamo = {
  'receipt_dynamo/pyproject.toml': project('receipt-dynamo'),
  'receipt_dynamo/receipt_dynamo/__init__.py': '',
};

/** A package that imports something, beside receipt-dynamo. */
function agent(
  program: string,
  dependencies: string[] = [],
  more = '',
): Record<string, string> {
  return {
    ...dynamo,
    'agent/pyproject.toml': project('agent', dependencies, more),
    'agent/agent/__init__.py': '',
    'agent/agent/main.py': program,
  };
}

describe('what packages import', () => {
  it('says where, what, how often and what to do', async () => {
    expect(
      await check({
        ...agent(
          'def f():\n  import receipt_dynamo\n\nx = 1; from receipt_dynamo.client import Client\n',
        ),
        'agent/agent/other.py': 'import receipt_dynamo.client\n',
      }),
    ).toEqual([
      {
        code: 'undeclared-import',
        severity: 'warning',
        file: 'agent/agent/main.py',
        line: 4,
        column: 8,
        message:
          'agent imports receipt_dynamo of receipt-dynamo, but does not declare it. 2 more imports do the same.',
        help: 'Add receipt-dynamo to the dependencies in agent/pyproject.toml.',
      },
    ]);
  });

  it.each([
    ['at module level', 'import receipt_dynamo', 'warning'],
    ['in a function', 'def f():\n  import receipt_dynamo', 'info'],
    ['through a call', '__import__("receipt_dynamo")', 'info'],
    [
      'as a program',
      'if __name__ == "__main__":\n  import receipt_dynamo',
      'info',
    ],
    ['in a class', 'class A:\n  import receipt_dynamo', 'warning'],
    [
      'for type checkers',
      'if TYPE_CHECKING:\n  import receipt_dynamo',
      undefined,
    ],
    [
      'where it may fail',
      'try:\n  import receipt_dynamo\nexcept ImportError:\n  pass',
      undefined,
    ],
    ['relatively', 'from . import receipt_dynamo', undefined],
    ['in a text', '"""\nimport receipt_dynamo\n"""', undefined],
    ['of a similar name', 'import receipt_dynamo_stream', undefined],
  ])('tells an import %s', async (_, program, severity) => {
    const found = await check(agent(program));
    expect(found.map(diagnostic => diagnostic.severity)).toEqual(
      severity ? [severity] : [],
    );
  });

  it.each([
    ['a main requirement', ['receipt-dynamo'], ''],
    ['another spelling', ['Receipt.Dynamo>=1'], ''],
    [
      'an extra',
      [],
      '[project.optional-dependencies]\nx = ["receipt-dynamo"]\n',
    ],
    ['requirements that its backend adds', [], 'dynamic = ["dependencies"]\n'],
    [
      'sources that it takes in itself',
      [],
      '[tool.poetry]\npackages = [{ include = "agent" }, { include = "receipt_dynamo", from = "../receipt_dynamo" }]\n',
    ],
  ])('is content with %s', async (_, dependencies, more) => {
    const files = agent('import receipt_dynamo', dependencies, more);
    if (more.startsWith('dynamic')) {
      files['agent/pyproject.toml'] = `[project]\nname = "agent"\n${more}`;
    }
    expect(await check(files)).toEqual([]);
  });

  it('is content with an extra of a requirement that names the package', async () => {
    const label = {
      'label/pyproject.toml': project(
        'label',
        [],
        '[project.optional-dependencies]\nfull = ["receipt-dynamo"]\n',
      ),
      'label/label.py': '',
    };
    const program = 'import receipt_dynamo';
    expect(
      await findings({ ...agent(program, ['label[full]']), ...label }),
    ).toEqual([]);
    expect(await findings({ ...agent(program, ['label']), ...label })).toEqual([
      'warning agent/agent/main.py:1 receipt-dynamo',
    ]);
  });

  it('says that an import is a lazy one, for which an extra will do', async () => {
    const [found] = await check(agent('def f():\n  import receipt_dynamo'));
    expect(found).toMatchObject({
      message:
        'agent lazily imports receipt_dynamo of receipt-dynamo, but does not declare it.',
      help: 'Add receipt-dynamo to the dependencies in agent/pyproject.toml, or to an extra.',
    });
  });

  it('knows that a development group is not there later', async () => {
    const [found] = await check(
      agent(
        'import receipt_dynamo',
        [],
        '[dependency-groups]\ndev = ["receipt-dynamo"]\n',
      ),
    );
    expect(found).toMatchObject({
      severity: 'warning',
      message:
        'agent imports receipt_dynamo of receipt-dynamo, but only its group dev asks for it.',
    });
  });

  it('says what brings a package that comes with another one', async () => {
    const [found] = await check({
      ...agent('import receipt_dynamo', ['label']),
      'label/pyproject.toml': project('label', ['receipt-dynamo']),
      'label/label.py': '',
    });
    expect(found).toMatchObject({
      severity: 'info',
      message:
        'agent imports receipt_dynamo of receipt-dynamo, but does not declare it; it comes only because label needs it.',
    });
  });

  it('is not sure where requirements cannot be read', async () => {
    const [found] = await check({
      ...agent('import receipt_dynamo', ['label']),
      'label/setup.py':
        "from setuptools import setup\nsetup(name='label', install_requires=read())\n",
      'label/label.py': '',
    });
    expect(found).toMatchObject({
      severity: 'info',
      message:
        'agent imports receipt_dynamo of receipt-dynamo, but does not declare it; whether label needs it cannot be read.',
    });
  });

  it('leaves out a folder of programs whose manifest only asks for tools', async () => {
    const files = {
      ...dynamo,
      'tool/a.py': 'import receipt_dynamo',
      'tool/b.py': '',
    };
    const manifest = '[project]\nname = "tool"\nversion = "1"\n';
    const groups = '[dependency-groups]\ndev = ["black"]\n';
    expect(
      await findings({ ...files, 'tool/pyproject.toml': manifest + groups }),
    ).toEqual([]);
    expect(
      await findings({
        ...files,
        'tool/pyproject.toml': `${manifest}dependencies = ["boto3"]\n${groups}`,
      }),
    ).toEqual(['warning tool/a.py:1 receipt-dynamo']);
  });

  it.each(['cdk.json', 'Pulumi.yaml', 'serverless.yml', 'samconfig.toml'])(
    'leaves out what infrastructure code beside %s uploads',
    async file => {
      const program = 'import receipt_dynamo';
      expect(
        await findings({
          ...dynamo,
          'infra/pyproject.toml': project('infra', ['aws-cdk-lib']),
          [`infra/${file}`]: '',
          'infra/app.py': '',
          'infra/stacks/__init__.py': '',
          'infra/stacks/stack.py': program,
          'infra/stacks/canary/app.py': program,
        }),
      ).toEqual(['warning infra/stacks/stack.py:1 receipt-dynamo']);
    },
  );

  it('leaves out tests, documents, examples and scripts', async () => {
    const program = 'import receipt_dynamo';
    expect(
      await findings({
        ...agent(''),
        'agent/setup.py': program,
        'agent/tests/test_a.py': program,
        'agent/docs/conf.py': program,
        'agent/examples/a.py': program,
        'agent/scripts/a.py': program,
        'agent/agent/tests/a.py': program,
        'agent/agent/test_a.py': program,
        'agent/agent/conftest.py': program,
        'agent/agent/templates/{{ name }}/a.py': program,
      }),
    ).toEqual([]);
  });

  it('takes modules of the package itself for its own', async () => {
    expect(
      await findings({
        ...agent('import receipt_dynamo\nimport agent'),
        'agent/agent/receipt_dynamo.py': '',
      }),
    ).toEqual([]);
  });

  it('does not read files of more than a megabyte, and others only once', async () => {
    const reads: string[] = [];
    const counting = (tree: SourceTree): SourceTree => ({
      revision: null,
      files: tree.files,
      read: path => {
        reads.push(path);
        return tree.read(path);
      },
    });
    const files = {
      ...agent('import receipt_dynamo'),
      'agent/agent/same.py': 'import json',
      'agent/agent/other.py': 'import json',
      'agent/agent/empty.py': '',
      'agent/agent/big.py': `import receipt_dynamo\n${'#'.repeat(1_000_000)}`,
    };
    expect(await check(files, counting)).toHaveLength(1);
    expect(reads.filter(path => path.endsWith('.py'))).toEqual([
      'agent/agent/main.py',
      'agent/agent/same.py',
    ]);
  });

  it('reads nothing where there is only one package', async () => {
    const files = {
      'a/pyproject.toml': project('a'),
      'a/a.py': 'import b',
    };
    const unreadable = (tree: SourceTree): SourceTree => ({
      revision: null,
      files: tree.files,
      read: async () => {
        throw new Error('read');
      },
    });
    expect(await check(files, unreadable)).toEqual([]);
    await expect(check({ ...files, ...dynamo }, unreadable)).rejects.toThrow(
      'read',
    );
  });
});

describe('which modules a package offers', () => {
  /** What is found where a package imports a module of another one. */
  const importing = (
    module: string,
    name: string,
    files: Record<string, string>,
    more = '',
  ) =>
    findings({
      'user/pyproject.toml': project('user'),
      'user/user.py': `import ${module}`,
      'lib/pyproject.toml': project(name, [], more),
      ...files,
    });

  it.each([
    ['src', 'core', 'lib', { 'lib/src/core/a.py': '' }, ''],
    ['a module in src', 'core', 'lib', { 'lib/src/core.py': '' }, ''],
    [
      'flat',
      'my_lib',
      'my-lib',
      { 'lib/my_lib/a.py': '', 'lib/x/a.py': '' },
      '',
    ],
    ['a single file', 'my_lib', 'my-lib', { 'lib/my_lib.py': '' }, ''],
    [
      'the only folder',
      'core',
      'lib',
      { 'lib/core/a.py': '', 'lib/tests/a.py': '' },
      '',
    ],
    [
      'its own folder',
      'lib',
      'other',
      { 'lib/__init__.py': '', 'lib/a.py': '', 'lib/b/c.py': '' },
      '',
    ],
    [
      'Hatch',
      'core.a',
      'lib',
      { 'lib/py/core/a.py': '', 'lib/x/a.py': '' },
      '[tool.hatch.build.targets.wheel]\npackages = ["py/core"]\n',
    ],
    [
      'Poetry',
      'core',
      'lib',
      { 'lib/py/core/a.py': '', 'lib/x/a.py': '' },
      '[tool.poetry]\npackages = [{ include = "core", from = "py" }]\n',
    ],
    [
      'setuptools',
      'core',
      'lib',
      { 'lib/py/core/a.py': '', 'lib/x/a.py': '' },
      '[tool.setuptools]\npackages = ["core"]\npackage-dir = { "" = "py" }\n',
    ],
    [
      'modules of setuptools',
      'core',
      'lib',
      { 'lib/core.py': '', 'lib/x.py': '' },
      '[tool.setuptools]\npy-modules = ["core"]\n',
    ],
    [
      'Flit',
      'core',
      'lib',
      { 'lib/core/__init__.py': '', 'lib/x/a.py': '' },
      '[tool.flit.module]\nname = "core"\n',
    ],
    [
      'uv',
      'core',
      'lib',
      { 'lib/core/__init__.py': '', 'lib/x/a.py': '' },
      '[tool.uv.build-backend]\nmodule-name = "core"\nmodule-root = ""\n',
    ],
    [
      'a namespace',
      'ns.core',
      'lib',
      { 'lib/src/ns/core/__init__.py': '' },
      '',
    ],
  ])('knows %s', async (_, module, name, files, more) => {
    expect(
      await importing(module, name, files as Record<string, string>, more),
    ).toEqual([`warning user/user.py:1 ${name}`]);
  });

  it.each([
    [
      'of several folders that nothing names',
      'core',
      { 'lib/core/a.py': '', 'lib/x/a.py': '' },
    ],
    ['of tests', 'tests', { 'lib/lib.py': '', 'lib/tests/a.py': '' }],
    [
      'of folders without Python',
      'data',
      { 'lib/lib.py': '', 'lib/data/a.json': '' },
    ],
    [
      'of nested packages',
      'inner',
      {
        'lib/lib.py': '',
        'lib/inner/pyproject.toml': '[project]\nname = "x"\n',
      },
    ],
    ["of Python's own library", 'queue', { 'lib/src/queue/a.py': '' }],
    ['of nobody: a namespace by itself', 'ns', { 'lib/src/ns/core/a.py': '' }],
  ])('does not take names %s', async (_, module, files) => {
    expect(
      await importing(module, 'lib', files as Record<string, string>),
    ).toEqual([]);
  });

  it('tells packages in one namespace by the longest name', async () => {
    expect(
      await findings({
        'api/pyproject.toml': project('otel-api'),
        'api/src/otel/trace/__init__.py': '',
        'sdk/pyproject.toml': project('otel-sdk', ['otel-api']),
        'sdk/src/otel/sdk/trace/__init__.py': 'from otel import trace',
        'http/pyproject.toml': project('otel-http', ['otel-api']),
        'http/src/otel/http/__init__.py':
          'from otel import trace, sdk, http\nimport otel.sdk.trace.x\nfrom otel.sdk import trace',
      }),
    ).toEqual(['warning http/src/otel/http/__init__.py:2 otel-sdk']);
  });

  it('never guesses between packages that offer the same name', async () => {
    const program = { 'user.py': 'import common.a, core.extra' };
    expect(
      await findings({
        'user/pyproject.toml': project('user'),
        'user/user.py': program['user.py'],
        'a/pyproject.toml': project('a'),
        'a/src/common/a.py': '',
        'b/pyproject.toml': project('b'),
        'b/src/common/a.py': '',
        'c/pyproject.toml': project('c'),
        'c/src/core/__init__.py': '',
        'c/src/core/extra.py': '',
        'd/pyproject.toml': project('d'),
        'd/src/core/extra/__init__.py': '',
      }),
    ).toEqual([]);
  });

  it('leaves out names that a requirement from an index may offer', async () => {
    expect(
      await findings({
        'user/pyproject.toml': project('user', ['fast-json']),
        'user/user.py': 'import fast_json',
        'lib/pyproject.toml': project('lib'),
        'lib/src/fast_json/__init__.py': '',
      }),
    ).toEqual([]);
  });
});

describe('what Lambdas import', () => {
  const image = (...lines: string[]) =>
    ['FROM public.ecr.aws/lambda/python:3.12', ...lines].join('\n');
  const monorepo = {
    ...dynamo,
    'receipt_chroma/pyproject.toml': project('receipt-chroma', [
      'receipt-dynamo',
    ]),
    'receipt_chroma/receipt_chroma/__init__.py': '',
  };
  const installDynamo = [
    'COPY receipt_dynamo /tmp/receipt_dynamo',
    'RUN pip install /tmp/receipt_dynamo',
  ];
  const handler = 'COPY infra/search/handler.py ./';

  it('a Lambda lacked a transitive package: its handler uses what no requirement brings', async () => {
    expect(
      await check({
        ...monorepo,
        'infra/search/Dockerfile': image(...installDynamo, handler),
        'infra/search/handler.py':
          'import json\nfrom receipt_dynamo import Client\nfrom receipt_chroma import Search\n',
      }),
    ).toEqual([
      {
        code: 'undeclared-import',
        severity: 'warning',
        file: 'infra/search/handler.py',
        line: 3,
        column: 1,
        message:
          'The handler imports receipt_chroma of receipt-chroma, but the image of infra/search/Dockerfile does not install it.',
        help: 'Copy receipt_chroma into the image and install receipt-chroma in infra/search/Dockerfile.',
      },
    ]);
  });

  it.each([
    [
      'installs',
      [
        'COPY . /tmp/src',
        'RUN pip install /tmp/src/receipt_dynamo /tmp/src/receipt_chroma',
      ],
    ],
    [
      'needs, which is reported as missing',
      ['COPY receipt_chroma /tmp/x', 'RUN pip install /tmp/x'],
    ],
    ['copies', ['COPY receipt_dynamo/receipt_dynamo ./receipt_dynamo']],
    ['installs from an index', ['RUN pip install receipt-dynamo==1.0']],
    [
      'needs of what it installs from an index',
      ['RUN pip install receipt-chroma==1.0'],
    ],
  ])('is content with what the image %s', async (_, lines) => {
    expect(
      await findings({
        ...monorepo,
        'infra/search/Dockerfile': image(...lines, handler),
        'infra/search/handler.py': 'import receipt_dynamo',
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'a private parent',
      'FROM 1.dkr.ecr.eu-west-1.amazonaws.com/lambda-base:1\nCMD ["handler.handler"]\n',
    ],
    ['an unknown script', `${image('RUN pip install $(cat list)')}\n`],
  ])('is less sure with %s', async (_, start) => {
    const found = await findings({
      ...monorepo,
      'infra/search/Dockerfile': `${start}RUN --mount=from=x true\nENTRYPOINT ["python", "-m", "awslambdaric"]\n${handler}\n`,
      'infra/search/handler.py': 'import receipt_dynamo',
    });
    expect(found).toEqual(['info infra/search/handler.py:1 receipt-dynamo']);
  });

  it('takes modules beside the handler for its own, wherever they are copied from', async () => {
    expect(
      await findings({
        ...monorepo,
        'infra/shared/receipt_chroma/search.py': '',
        'infra/search/Dockerfile': image(
          handler,
          'COPY infra/search/receipt_dynamo.py infra/shared/ ./',
        ),
        'infra/search/handler.py': 'import receipt_dynamo, receipt_chroma',
        'infra/search/receipt_dynamo.py': '',
      }),
    ).toEqual([]);
  });

  it('looks at the files beside the Dockerfile where an image is given everything', async () => {
    const program = 'import receipt_dynamo';
    expect(
      await findings({
        ...monorepo,
        'infra/search/Dockerfile': image('COPY infra /var/task/infra'),
        'infra/search/handler.py': '',
        'infra/search/handlers/a.py': program,
        'infra/search/tests/test_a.py': program,
        'infra/deploy.py': program,
      }),
    ).toEqual(['warning infra/search/handlers/a.py:1 receipt-dynamo']);
  });

  it('finds handlers in an application that has a manifest', async () => {
    const program = 'import receipt_dynamo';
    expect(
      await findings({
        ...monorepo,
        'infra/pyproject.toml': project('infrastructure'),
        'infra/stack.py': program,
        'infra/search/Dockerfile': image(handler),
        'infra/search/handler.py': program,
      }),
    ).toEqual([
      'warning infra/stack.py:1 receipt-dynamo',
      'warning infra/search/handler.py:1 receipt-dynamo',
    ]);
  });

  it('finds handlers that stand elsewhere than their Dockerfile', async () => {
    expect(
      await findings({
        ...monorepo,
        'docker/Dockerfile.search': image('COPY handlers/search.py ./'),
        'handlers/search.py': 'import receipt_dynamo',
        'handlers/other.py': 'import receipt_dynamo',
      }),
    ).toEqual(['warning handlers/search.py:1 receipt-dynamo']);
  });
});
