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

const requirements = Array.from({ length: 20 }, (_, at) => `third-${at}`);
const dockerfile = `FROM ${IMAGE}\nCOPY core /tmp/core\nRUN pip install /tmp/core\nCMD ["a.b"]\n`;

describe('base-images recommend', () => {
  beforeEach(() =>
    directory.setContent({
      'core/pyproject.toml': `[project]\nname = "core"\nversion = "1"\ndependencies = ${JSON.stringify(requirements)}\n`,
      ...Object.fromEntries(
        Array.from({ length: 6 }, (_, at) => [
          `infra/l${at}/Dockerfile`,
          dockerfile,
        ]),
      ),
    }),
  );

  it('says what to declare', async () => {
    const { status, stdout, stderr } = await run('recommend', directory.path);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^If each package and Lambda changed once, .* % less\n/,
    );
    expect(stdout).toContain(
      `\nimages:\n  - name: core\n    from: ${IMAGE}\n    packages: [core]\n`,
    );
    expect(stdout).toContain('  covers 1 of 1 of infra/l3/Dockerfile\n');
  });

  it('prints JSON, the same each time', async () => {
    const args = [
      'recommend',
      directory.path,
      '--max',
      '1',
      '--format',
      'json',
    ];
    const { stdout } = await run(...args);
    expect(JSON.parse(stdout)).toMatchObject({
      changes: 7,
      fromHistory: false,
      baseImages: [{ name: 'core', isDeclared: false, from: IMAGE }],
      unsuitable: [],
    });
    expect((await run(...args)).stdout).toBe(stdout);
  });

  it('ends with 1 where nothing is worth it, and with 2 for a wrong number', async () => {
    directory.setContent({
      'infra/l/Dockerfile': `FROM ${IMAGE}\nCOPY core /core\nRUN pip install -e /core\n`,
      'core/pyproject.toml': '[project]\nname = "core"\nversion = "1"\n',
    });
    expect(await run('recommend', directory.path)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /not counted: infra\/l\/Dockerfile:3: .*\nbase-images: no base image is worth it\n$/,
      ),
    });
    for (const max of ['0', '-1', '1.5', 'many', '51']) {
      expect(
        await run('recommend', directory.path, '--max', max),
      ).toMatchObject({ status: 2, stdout: '' });
    }
  });
});
