import { manifest, names, readLambda } from './__testUtils__/readScenario';

const FILES = {
  'a/pyproject.toml': manifest('a'),
  'b/pyproject.toml': manifest('b', ['a', 'requests']),
  'c/pyproject.toml': manifest('c', ['b'], {
    more: ['d'],
    all: ['c[more]'],
  }),
  'd/pyproject.toml': manifest('d', [
    'a ; platform_machine == "x86_64"',
    'b ; python_version < "3"',
    'z @ https://example.org/z.zip',
  ]),
  'e/pyproject.toml': manifest('e', ['c[more]']),
  'f/pyproject.toml': manifest('f', ['a==9.9']),
  'z/pyproject.toml': manifest('z'),
};
const FROM = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY . .\n';

async function read(run: string, from: string = FROM) {
  const { lambda, diagnostics } = await readLambda(`${from}${run}`, FILES);
  return {
    lambda,
    diagnostics,
    requires: names(lambda.requires),
    missing: names(lambda.missing),
  };
}

describe('completeLambda', () => {
  it.each<[string, string[], string[]]>([
    ['pip install ./a', ['a'], []],
    ['pip install ./b', ['a', 'b'], ['a']],
    ['pip install ./c', ['a', 'b', 'c'], ['a', 'b']],
    ['pip install ./a ./b ./c[more]', ['a', 'b', 'c[more]', 'd'], ['d']],
    ['pip install ./a ./b ./d ./c[all]', ['a', 'b', 'c[all,more]', 'd'], []],
    [
      'pip install ./a ./b ./d ./c ./e',
      ['a', 'b', 'c[more]', 'd', 'e'],
      ['c[more]'],
    ],
    // Bound to a published version: not from the working tree.
    ['pip install ./f', ['f'], []],
    ['pip install a==1.0 && pip install ./b', ['a', 'b'], []],
    ['true', [], []],
  ])('%s', async (run, requires, missing) => {
    const result = await read(`RUN ${run}`);
    expect(result.requires).toEqual(requires);
    expect(result.missing).toEqual(missing);
  });

  it('evaluates markers for the platform and the Python of the image', async () => {
    const arm = await read(
      'RUN pip install ./d',
      'FROM --platform=linux/arm64 public.ecr.aws/lambda/python:3.12\nCOPY . .\n',
    );
    expect(arm.requires).toEqual(['d']);
    const intel = await read(
      'RUN pip install ./d',
      'FROM --platform=linux/amd64 public.ecr.aws/lambda/python:3.12\nCOPY . .\n',
    );
    expect(intel.requires).toEqual(['a', 'd']);
  });

  it('tells which published versions the packages ask for', async () => {
    const { lambda } = await read('RUN pip install ./d ./f');
    expect(lambda.pinned).toEqual([
      { package: 'a', requirement: 'a==9.9' },
      { package: 'z', requirement: 'z @ https://example.org/z.zip' },
    ]);
  });

  it('reports a missing package where it is needed', async () => {
    const { lambda, diagnostics } = await read(
      'RUN pip install ./z && \\\n pip install ./c ./a',
    );
    expect(diagnostics).toEqual([
      'error missing-package infra/label_lambda/Dockerfile:4',
    ]);
    expect(lambda.ownDiagnostics[0]).toMatchObject({
      message: 'c needs b, which the image does not install.',
      help: 'Copy b into the image and install b in this command or an earlier one.',
    });
  });

  it.each([
    [
      'an extra, which the installer adds',
      'RUN pip install ./a ./b ./d ./c ./e',
      FROM,
    ],
    ['something that cannot be understood', 'RUN pip install ./b $MORE', FROM],
    [
      'a parent that may hold it',
      'RUN pip install ./b\nENTRYPOINT ["python","-m","awslambdaric"]',
      'FROM example.org/base:1\nCOPY . .\n',
    ],
  ])('only warns of %s', async (_, run, from) => {
    const { diagnostics } = await read(run, from);
    expect(
      diagnostics.filter(text => text.includes('missing-package')),
    ).toEqual([expect.stringMatching(/^warning /)]);
  });

  it.each<[string, [string, string][], number[]]>([
    ['RUN pip install ./b\nRUN pip install ./a', [['b', 'a']], [3]],
    ['RUN pip install ./b && pip install ./a', [['b', 'a']], [3]],
    [
      'RUN pip install ./c && \\\n pip install ./b && \\\n pip install ./a',
      [
        ['b', 'a'],
        ['c', 'b'],
      ],
      [4, 3],
    ],
    ['RUN pip install ./b ./a', [], []],
    ['RUN pip install ./a\nRUN pip install ./b', [], []],
    ['RUN pip install --no-deps ./b\nRUN pip install ./a', [], []],
    [
      'RUN pip install a==0.1\nRUN pip install ./b\nRUN pip install ./a',
      [],
      [],
    ],
    ['RUN pip install ./a\nRUN pip install ./b\nRUN pip install ./a', [], []],
    [
      'RUN pip install ./c\nRUN pip install ./d ./a ./b\nRUN pip install ./c[more]',
      [['c', 'b']],
      [3],
    ],
    [
      'RUN pip install ./a ./b\nRUN pip install ./c[more]\nRUN pip install ./d',
      [['c', 'd']],
      [4],
    ],
    ['RUN pip install ./f\nRUN pip install ./a', [], []],
  ])('%j', async (run, misordered, lines) => {
    const { lambda, diagnostics } = await read(run);
    expect(lambda.misordered).toEqual(misordered);
    expect(
      diagnostics.filter(text => text.includes('install-order')).sort(),
    ).toEqual(
      lines
        .map(
          line => `error install-order infra/label_lambda/Dockerfile:${line}`,
        )
        .sort(),
    );
  });
});
