import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { runCommandLine } from './runCommandLine';

const directory = createMockDirectory();
const IMAGE = 'public.ecr.aws/lambda/python:3.12';
const DOCKERFILE = 'infra/a_lambda/Dockerfile';
const REWRITTEN = `# On the base image dynamo, or without it when this is empty.
ARG BASE_IMAGE_URI
FROM ${IMAGE} AS prepared
COPY dynamo /tmp/dynamo
RUN pip install /tmp/dynamo

FROM \${BASE_IMAGE_URI:-${IMAGE}} AS prepared-on-base

FROM prepared\${BASE_IMAGE_URI:+-on-base}
CMD ["handler.main"]
`;

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
    await runCommandLine(['with-base', ...args]);
    output.status = Number(process.exitCode);
    return output;
  } finally {
    process.exitCode = before;
    spies.forEach(spy => spy.mockRestore());
  }
}

beforeEach(() =>
  directory.setContent({
    'base-images.yaml': `version: 1
images:
  - { name: dynamo, from: '${IMAGE}', packages: [dynamo] }
  - { name: label, from: dynamo, packages: [label] }
`,
    'dynamo/pyproject.toml': '[project]\nname = "dynamo"\nversion = "1"\n',
    'label/pyproject.toml':
      '[project]\nname = "label"\nversion = "1"\ndependencies = ["dynamo"]\n',
    [DOCKERFILE]: `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\nCMD ["handler.main"]\n`,
    'infra/b_lambda/Dockerfile': `FROM ${IMAGE}\nCOPY dynamo /opt/dynamo\nRUN pip install -e /opt/dynamo\nCMD ["handler.main"]\n`,
    'infra/c_lambda/Dockerfile': `FROM ${IMAGE}\nCMD ["handler.main"]\n`,
  }),
);

describe('base-images with-base', () => {
  it('prints the Dockerfile on the base image that covers most', async () => {
    const expected = { status: 0, stdout: REWRITTEN, stderr: '' };
    expect(await run(DOCKERFILE, directory.path)).toEqual(expected);
    expect(
      await run(`./${DOCKERFILE}`, directory.path, '--base-image', 'dynamo'),
    ).toEqual(expected);
    expect(await run(directory.resolve(DOCKERFILE), directory.path)).toEqual(
      expected,
    );
  });

  it('prints what changes', async () => {
    const { stdout } = await run(DOCKERFILE, directory.path, '--diff');
    expect(stdout).toBe(`--- ${DOCKERFILE}
+++ ${DOCKERFILE}.with_base
@@ -1,4 +1,10 @@
-FROM ${IMAGE}
+# On the base image dynamo, or without it when this is empty.
+ARG BASE_IMAGE_URI
+FROM ${IMAGE} AS prepared
 COPY dynamo /tmp/dynamo
 RUN pip install /tmp/dynamo
+
+FROM \${BASE_IMAGE_URI:-${IMAGE}} AS prepared-on-base
+
+FROM prepared\${BASE_IMAGE_URI:+-on-base}
 CMD ["handler.main"]
`);
  });

  it('writes beside the Dockerfile, and says so if another ignore file holds there', async () => {
    directory.addContent({ [`${DOCKERFILE}.dockerignore`]: '*.md\n' });
    const { status, stdout, stderr } = await run(
      DOCKERFILE,
      directory.path,
      '--write',
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain(`wrote ${DOCKERFILE}.with_base\n`);
    expect(stderr).toContain('.dockerignore does not hold for');
    const path = directory.resolve(`${DOCKERFILE}.with_base`);
    expect(readFileSync(path, 'utf8')).toBe(REWRITTEN);
    expect((await run(DOCKERFILE, directory.path, '--write')).status).toBe(0);
  });

  it('does not write through symbolic links', async () => {
    const outside = directory.resolve('outside.txt');
    symlinkSync(outside, directory.resolve(`${DOCKERFILE}.with_base`));
    const { status, stderr } = await run(DOCKERFILE, directory.path, '--write');
    expect(status).toBe(2);
    expect(stderr).toContain('no plain file');
    expect(existsSync(outside)).toBe(false);
  });

  it('ends with 1 and says why, with the line', async () => {
    expect(await run('infra/b_lambda/Dockerfile', directory.path)).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'infra/b_lambda/Dockerfile:3: An editable installation runs from its folder, which a base image does not have.\n    Install without -e.\n',
    });
    const none = await run('infra/c_lambda/Dockerfile', directory.path);
    expect(none).toMatchObject({ status: 1, stdout: '' });
    expect(none.stderr).toContain('no base image covers');
    const more = await run(DOCKERFILE, directory.path, '--base-image', 'label');
    expect(more).toMatchObject({ status: 1, stdout: '' });
    expect(more.stderr).toContain('label also holds label');
  });

  it.each([
    [['nope/Dockerfile'], 'makes no Lambda of this folder'],
    [[DOCKERFILE, '--target', 'x'], 'with the target x makes no Lambda'],
    [[DOCKERFILE, '--base-image', 'x'], 'There is no base image x'],
  ])('%j ends with 2', async ([dockerfile, ...options], message) => {
    const { status, stdout, stderr } = await run(
      dockerfile,
      directory.path,
      ...options,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
