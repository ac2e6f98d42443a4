import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { runCommandLine } from './runCommandLine';

const directory = createMockDirectory();
const IMAGE = 'public.ecr.aws/lambda/python:3.12';

async function run(...args: string[]) {
  const output = { status: 0, stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map(name =>
    jest.spyOn(process[name], 'write').mockImplementation(text => {
      output[name] += text;
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await runCommandLine(args);
    output.status = Number(process.exitCode);
    return output;
  } finally {
    process.exitCode = before;
    spies.forEach(spy => spy.mockRestore());
  }
}

const manifest = (name: string, requirements: string[], rest = '') =>
  `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(requirements)}\n${rest}`;

beforeEach(() =>
  directory.setContent({
    'base-images.yaml': `version: 1
images:
  - { name: dynamo, from: '${IMAGE}', packages: [dynamo] }
  - { name: label, from: dynamo, packages: [label] }
  - { name: broken, from: '${IMAGE}', packages: [broken] }
`,
    'dynamo/pyproject.toml': manifest('dynamo', ['boto3']),
    'dynamo/README.md': 'dynamo',
    'label/pyproject.toml': manifest('label', ['dynamo']),
    'broken/pyproject.toml': manifest(
      'broken',
      [],
      '[build-system]\nrequires = ["dynamo"]\n',
    ),
    'infra/Dockerfile': `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\nCOPY infra/handler.py ./\nCMD ["handler.main"]\n`,
    'infra/handler.py': 'main = print\n',
    'infra/editable/Dockerfile': `FROM ${IMAGE}\nCOPY dynamo /opt/dynamo\nRUN pip install -e /opt/dynamo\nCMD ["handler.main"]\n`,
  }),
);

describe('base-images base-dockerfile', () => {
  it('prints the Dockerfile of a base image', async () => {
    const { status, stdout, stderr } = await run(
      'base-dockerfile',
      'Label',
      directory.path,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^# The base image label, .*\nARG BASE_IMAGE_URI\nFROM scratch AS sources\n/,
    );
    expect(stdout).toContain('\n      /tmp/src/label && \\\n');
  });

  it('writes it with its ignore file, and says what differs from what was written', async () => {
    const path = '.base-images/dynamo.Dockerfile';
    const { status, stdout, stderr } = await run(
      'base-dockerfile',
      'dynamo',
      directory.path,
      '--write',
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toBe(
      `base-images: wrote ${path}\nbase-images: wrote ${path}.dockerignore\n`,
    );
    const printed = await run('base-dockerfile', 'dynamo', directory.path);
    expect(readFileSync(directory.resolve(path), 'utf8')).toBe(printed.stdout);
    expect(
      readFileSync(directory.resolve(`${path}.dockerignore`), 'utf8'),
    ).toContain('\n*\n!dynamo\n');
    const lambdas = await run('lambdas', directory.path, '--format', 'json');
    expect(
      JSON.parse(lambdas.stdout).map((item: { id: string }) => item.id),
    ).toEqual(['infra/Dockerfile', 'infra/editable/Dockerfile']);

    const diff = () =>
      run('base-dockerfile', 'dynamo', directory.path, '--diff');
    expect(await diff()).toEqual({ status: 0, stdout: '', stderr: '' });
    directory.addContent({ [path]: 'FROM other\n' });
    expect((await diff()).stdout).toContain('\n-FROM other\n');
  });

  it('does not write through symbolic links', async () => {
    symlinkSync('/tmp', directory.resolve('.base-images'));
    const { status, stderr } = await run(
      'base-dockerfile',
      'dynamo',
      directory.path,
      '--write',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('a folder on its way is a symbolic link');
    expect(existsSync('/tmp/dynamo.Dockerfile')).toBe(false);
  });

  it('ends with 1 and says why, with the line, and with 2 for an unknown name', async () => {
    expect(await run('base-dockerfile', 'broken', directory.path)).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'broken/pyproject.toml:6: broken is built with dynamo, a package of this monorepo, which an installer looks for on the index.\n    Build it with published tools only (build-system.requires).\n',
    });
    const unknown = await run('base-dockerfile', 'nope', directory.path);
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toContain(
      'There is no base image nope; base-images.yaml declares broken, dynamo, label',
    );
  });
});

describe('base-images context', () => {
  const own = [
    'dynamo/README.md',
    'dynamo/pyproject.toml',
    'infra/Dockerfile',
    'infra/handler.py',
  ];
  const onBase = ['infra/Dockerfile.with_base', 'infra/handler.py'];
  const names = (files: { path: string }[]) => files.map(({ path }) => path);

  it('compares what is read with and without the base image', async () => {
    const { status, stdout, stderr } = await run(
      'context',
      'infra/Dockerfile',
      directory.path,
      '--format',
      'json',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual([
      'dockerfile',
      'files',
      'size',
      'context',
      'target',
      'withBase',
      'archive',
    ]);
    expect(report).toMatchObject({
      dockerfile: 'infra/Dockerfile',
      context: '.',
      target: null,
      withBase: {
        baseImage: 'dynamo',
        dockerfile: 'infra/Dockerfile.with_base',
      },
      archive: null,
    });
    expect(names(report.files)).toEqual(own);
    expect(names(report.withBase.files)).toEqual(onBase);
    expect(report.files[3]).toEqual({
      path: 'infra/handler.py',
      size: 13,
      type: 'file',
      executable: false,
    });
    const text = await run('context', 'infra/Dockerfile', directory.path);
    expect(text.stdout).toContain('13 B   infra/handler.py\n');
    expect(text.stdout).toContain('on the base image dynamo: 2 files, ');
  });

  it('writes the files to an archive, over an older one', async () => {
    const output = directory.resolve('context.zip');
    const archived = async (...options: string[]) => {
      const { stdout } = await run(
        'context',
        ...options,
        '--output',
        output,
        '--format',
        'json',
      );
      expect(JSON.parse(stdout).archive).toEqual({
        path: output,
        size: readFileSync(output).length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      return execFileSync('unzip', ['-Z1', output], { encoding: 'utf8' })
        .trim()
        .split('\n');
    };
    expect(await archived('infra/Dockerfile', directory.path)).toEqual(own);
    expect(
      await archived(
        'infra/Dockerfile',
        directory.path,
        '--base-image',
        'dynamo',
      ),
    ).toEqual(onBase);
    expect(
      await archived('.base-images/dynamo.Dockerfile', directory.path),
    ).toEqual([
      '.base-images/dynamo.Dockerfile',
      '.base-images/dynamo.Dockerfile.dockerignore',
      'dynamo/README.md',
      'dynamo/pyproject.toml',
    ]);
  });

  it('compares with nothing where a Dockerfile is not rewritten, but refuses a base image that is asked for', async () => {
    const path = 'infra/editable/Dockerfile';
    const compared = await run('context', path, directory.path);
    expect(compared).toMatchObject({ status: 0, stderr: '' });
    expect(compared.stdout).toContain('none that it can stand on');
    const asked = await run(
      'context',
      path,
      directory.path,
      '--base-image',
      'dynamo',
    );
    expect(asked).toMatchObject({ status: 1, stdout: '' });
    expect(asked.stderr).toContain(`${path}:3: An editable installation`);
  });

  it('refuses files whose content lies elsewhere', async () => {
    directory.addContent({
      'dynamo/model.bin':
        'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    });
    const { status, stdout, stderr } = await run(
      'context',
      'infra/Dockerfile',
      directory.path,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      'dynamo/model.bin: The image would get the pointer',
    );
  });

  it.each([
    [['nope/Dockerfile'], 'makes no Lambda'],
    [['.base-images/nope.Dockerfile'], 'There is no base image nope'],
    [
      ['infra/Dockerfile', '--base-image', 'nope'],
      'There is no base image nope',
    ],
    [
      ['.base-images/dynamo.Dockerfile', '--base-image', 'label'],
      'leave --base-image out',
    ],
    [['infra/Dockerfile', '--output', '/nope/a.zip'], 'there is no /nope'],
    [['infra/Dockerfile', '--output', '/tmp'], 'it is a folder'],
  ])('%j ends with 2', async ([dockerfile, ...options], message) => {
    const { status, stdout, stderr } = await run(
      'context',
      dockerfile,
      directory.path,
      ...options,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
