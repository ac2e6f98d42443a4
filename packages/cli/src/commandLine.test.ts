import { spawn, spawnSync } from 'node:child_process';
import { createMockDirectory } from '@backstage/backend-test-utils';

const COMMAND = require.resolve('../bin/base-images');

const directory = createMockDirectory();

const manifest = (name: string, dependencies: string[], extras = '') =>
  `[project]\nname = "${name}"\nversion = "1.0"\ndependencies = ${JSON.stringify(
    dependencies,
  )}\n[project.optional-dependencies]\n${extras}`;

const monorepo = {
  'base-images.yaml': `version: 1
images:
  - { name: dynamo, from: 'public.ecr.aws/lambda/python:3.12', packages: [receipt-dynamo] }
  - { name: label, from: dynamo, packages: ['receipt-label[full]'] }
`,
  receipt_dynamo: { 'pyproject.toml': manifest('Receipt_Dynamo', ['boto3']) },
  receipt_label: {
    'pyproject.toml': manifest(
      'receipt-label',
      ['receipt-dynamo'],
      'full = ["receipt-places"]\n',
    ),
  },
  receipt_places: {
    'pyproject.toml': manifest('receipt-places', ['receipt-dynamo']),
  },
};

function run(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [COMMAND, ...args],
    {
      cwd: directory.path,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    },
  );
  return { status, stdout, stderr };
}

// Each command is a process of its own that compiles the sources first.
jest.setTimeout(60_000);

beforeEach(() => directory.setContent(monorepo));

describe('base-images graph', () => {
  it('prints JSON alone, the same bytes for the same input, from inside and outside', () => {
    const here = run(['graph', '--format', 'json']);
    const there = run(['graph', directory.path, '--format', 'json']);
    expect(here).toEqual(there);
    expect(here).toMatchObject({ status: 0, stderr: '' });
    const report = JSON.parse(here.stdout);
    expect(Object.keys(report)).toEqual([
      'revision',
      'packages',
      'topologicalOrder',
      'cycles',
      'otherCycles',
      'diagnostics',
    ]);
    expect(report).toMatchObject({
      revision: null,
      topologicalOrder: ['receipt-dynamo', 'receipt-label', 'receipt-places'],
      cycles: [],
      otherCycles: { extra: [], group: [], build: [] },
      diagnostics: [],
    });
    expect(report.packages[1]).toEqual({
      name: 'receipt-label',
      declaredName: 'receipt-label',
      path: 'receipt_label',
      manifest: 'receipt_label/pyproject.toml',
      version: '1.0',
      dependencies: ['receipt-dynamo'],
      transitiveDependencies: ['receipt-dynamo'],
      dependents: [],
      extras: { full: ['receipt-places'] },
      sourceHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('prints a table, and formats that other tools draw', () => {
    expect(run(['graph'])).toEqual({
      status: 0,
      stderr: '',
      stdout: `3 packages

PACKAGE         PATH            VERSION  REQUIRES        AND THROUGH THEM  EXTRAS
receipt-dynamo  receipt_dynamo  1.0      -               -                 -
receipt-label   receipt_label   1.0      receipt-dynamo  -                 full (receipt-places)
receipt-places  receipt_places  1.0      receipt-dynamo  -                 -

Order  receipt-dynamo → receipt-label → receipt-places
`,
    });
    expect(run(['graph', '--format', 'dot']).stdout).toMatch(/^digraph /);
    expect(run(['graph', '--format', 'mermaid']).stdout).toMatch(/^flowchart /);
  });

  it('still gives what can be read, and says where the rest is told', () => {
    directory.addContent({ broken: { 'pyproject.toml': '[project\n' } });
    const { status, stdout, stderr } = run(['graph', '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).packages).toHaveLength(3);
    expect(stderr).toBe('base-images: 1 error; see base-images check\n');
  });

  it('is quiet about an empty folder', () => {
    directory.clear();
    expect(run(['graph'])).toEqual({
      status: 0,
      stdout: '0 packages\n',
      stderr: '',
    });
  });
});

describe('base-images check', () => {
  it('ends with 0 without errors', () => {
    expect(run(['check'])).toEqual({
      status: 0,
      stdout: 'Nothing found\n',
      stderr: '',
    });
    expect(JSON.parse(run(['check', '--format', 'json']).stdout)).toEqual({
      diagnostics: [],
    });
  });

  it('ends with 1 with an error, and says where it is and how to mend it', () => {
    directory.addContent({
      'base-images.yaml': `version: 1
images:
  - { name: a, from: 'x:1', packages: [receipt-labl] }
`,
    });
    expect(run(['check'])).toEqual({
      status: 1,
      stderr: '',
      stdout: `base-images.yaml:3:40: error unknown-package: The image a lists receipt-labl, which is no package of the monorepo.
    Did you mean receipt-label?
1 error
`,
    });
    const { status, stdout } = run(['check', '.', '--format', 'json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        {
          code: 'unknown-package',
          severity: 'error',
          file: 'base-images.yaml',
          line: 3,
          column: 40,
          message: expect.any(String),
          help: 'Did you mean receipt-label?',
        },
      ],
    });
  });

  it('does not let a repository steer the terminal', () => {
    directory.addContent({
      'base-images.yaml': 'version: 1\n"\\e]0;owned\\a": 1\n',
    });
    const { stdout } = run(['check']);
    expect(stdout).toContain('\\u001b]0;owned\\u0007');
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('base-images lookup', () => {
  it('finds the base image that fits', () => {
    const args = ['lookup', '--packages', 'Receipt_Label[full]'];
    expect(run(args)).toEqual({
      status: 0,
      stderr: '',
      stdout: `label covers 3 of 3 packages, 100 %
  covered    receipt-dynamo, receipt-label[full], receipt-places
  uncovered  -

ALTERNATIVE  COVERAGE  UNCOVERED                            SURPLUS
dynamo       33 %      receipt-label[full], receipt-places  -
`,
    });
    const { stdout } = run([...args, '--python', '3.12', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      baseImage: 'label',
      coverage: 1,
      uncovered: [],
      alternatives: [{ baseImage: 'dynamo', coverage: 1 / 3 }],
    });
  });

  it('reads lists with extras, and several of them', () => {
    const { stdout } = run([
      'lookup',
      '--packages',
      'receipt-label[full, full],receipt-places',
      '--packages',
      'receipt-dynamo',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout).covered).toHaveLength(3);
  });

  it('ends with 1 when none fits', () => {
    const { status, stdout, stderr } = run([
      'lookup',
      directory.path,
      '--packages',
      'receipt-label',
      '--python',
      '3.13',
      '--format',
      'json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      baseImage: null,
      covered: [],
      coverage: 0,
      alternatives: [],
    });
    expect(stderr).toContain('no base image fits');
  });

  it('finds supersets on request only', () => {
    const args = ['lookup', '--packages', 'receipt-places', '--format', 'json'];
    expect(JSON.parse(run(args).stdout).baseImage).toBe('dynamo');
    expect(JSON.parse(run([...args, '--supersets']).stdout)).toMatchObject({
      baseImage: 'label',
      coverage: 1,
    });
  });
});

describe('base-images hash', () => {
  it('gives all hashes, or those of some names', () => {
    const all = JSON.parse(run(['hash', '--format', 'json']).stdout);
    const some = run([
      'hash',
      '--names',
      'Receipt_Label,dynamo',
      '--format',
      'json',
    ]);
    expect(JSON.parse(some.stdout)).toEqual({
      ...all,
      packages: [all.packages[1]],
      baseImages: [all.baseImages[0]],
    });
    expect(all.packages.map((item: { name: string }) => item.name)).toEqual([
      'receipt-dynamo',
      'receipt-label',
      'receipt-places',
    ]);
    expect(run(['hash']).stdout.split('\n')[1]).toBe(
      `package     receipt-dynamo  ${all.packages[0].sourceHash}`,
    );

    directory.addContent({ receipt_dynamo: { 'README.md': 'new' } });
    const next = JSON.parse(run(['hash', '--format', 'json']).stdout);
    expect(next.packages[0].sourceHash).not.toBe(all.packages[0].sourceHash);
    expect(next.packages[1].sourceHash).toBe(all.packages[1].sourceHash);
    expect(next.packages[1].closureHash).not.toBe(all.packages[1].closureHash);
    expect(next.baseImages[1].sourceHash).not.toBe(
      all.baseImages[1].sourceHash,
    );
  });
});

describe('base-images lambdas', () => {
  it('prints a list', () => {
    directory.addContent({
      infra: {
        'handler.py': '',
        Dockerfile: `FROM public.ecr.aws/lambda/python:3.12
COPY receipt_dynamo /tmp/receipt_dynamo
COPY receipt_places /tmp/receipt_places
RUN pip install /tmp/receipt_dynamo /tmp/receipt_places
COPY infra/handler.py .
CMD ["handler.handler"]
`,
      },
    });
    const { status, stdout } = run(['lambdas', '--format', 'json']);
    expect(status).toBe(0);
    const [lambda] = JSON.parse(stdout);
    expect(lambda).toMatchObject({
      dockerfile: 'infra/Dockerfile',
      context: '.',
      target: null,
      parent: 'public.ecr.aws/lambda/python:3.12',
      baseImage: 'dynamo',
      coverage: 0.5,
      missing: [],
      confidence: 'exact',
      withBaseDockerfile: null,
    });
    expect(lambda).not.toHaveProperty('owners');
    expect(run(['lambdas']).stdout).toMatch(
      /infra\/Dockerfile +dynamo +50 % +exact +receipt-dynamo, receipt-places +-\n$/,
    );
  });
});

describe('wrong usage', () => {
  it.each([
    [['graph', 'missing'], 'There is no folder missing'],
    [['graph', 'base-images.yaml'], 'base-images.yaml is not a folder'],
    [
      ['graph', '--format', 'xml'],
      'Allowed choices are text, json, dot, mermaid',
    ],
    [['graph', '.', '.'], 'too many arguments'],
    [['check', '--format', 'dot'], 'Allowed choices are text, json'],
    [['chekc'], 'Did you mean check?'],
    [[], 'Usage: base-images'],
    [['lookup'], "required option '--packages <packages>'"],
    [['lookup', '--packages', ','], '--packages names no package'],
    [['lookup', '--packages', 'labl'], 'There is no package labl'],
    [
      ['hash', '--names', 'nope'],
      'no package, Lambda or base image named nope',
    ],
  ])('%j ends with 2', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('the command', () => {
  it.each([[['--help']], [['lookup', '--help']], [['--version']]])(
    '%j ends with 0',
    args => {
      const { status, stdout, stderr } = run(args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(args[0] === '--version' ? /^\d/ : /Examples:/);
    },
  );

  it('tolerates a reader that stops early', async () => {
    const packages = Array.from({ length: 3_000 }, (_, index) => [
      `p${index}`,
      { 'pyproject.toml': manifest(`package-with-a-long-name-${index}`, []) },
    ]);
    directory.setContent(Object.fromEntries(packages));
    const child = spawn(
      process.execPath,
      [COMMAND, 'graph', '--format', 'json'],
      {
        cwd: directory.path,
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    let messages = '';
    child.stderr.on('data', chunk => {
      messages += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(resolve => {
      child.on('close', resolve);
    });
    expect({ status, messages }).toEqual({ status: 0, messages: '' });
  });

  it('does without git', () => {
    directory.addContent({ '.git': { HEAD: 'ref: refs/heads/main' } });
    const { status, stdout } = run(['check'], { PATH: '' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/git is not installed.*\n.*Install git/);
  });

  it('writes no colours where nobody looks', () => {
    expect(run(['graph'], { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });
});
