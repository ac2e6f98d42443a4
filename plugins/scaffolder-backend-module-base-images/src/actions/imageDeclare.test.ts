import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { EntityNames } from '../catalog/EntityNames';
import { createExampleCatalog } from '../__testUtils__/exampleCatalog';
import { createTestWorkspace } from '../__testUtils__/createTestWorkspace';
import { inputOfExample, runAction } from '../__testUtils__/runAction';
import { createImageDeclareAction } from './imageDeclare';
import { createImageDockerfileAction } from './imageDockerfile';

const FILE = 'base-images.yaml';

const names = EntityNames.create({ catalog: createExampleCatalog() });
const action = createImageDeclareAction({ names });

const NEW_IMAGE = {
  name: 'new',
  from: 'public.ecr.aws/lambda/python:3.12',
  packages: ['receipt-places'],
};

describe('base-images:image:declare', () => {
  const workspace = createTestWorkspace(action);
  const { at, copyExample, outside, run, textOf } = workspace;

  it('runs its first example', async () => {
    copyExample('.');
    const before = textOf(FILE);
    const { outputs, messages } = await run(inputOfExample(action, 0));
    const added = `
  - name: receipt-upload
    from: public.ecr.aws/lambda/python:3.12
    python: '3.12'
    platforms: [linux/arm64]
    packages: [receipt-upload]
`;
    expect(textOf(FILE)).toBe(
      before.replace('\nlambdas:', `${added}\nlambdas:`),
    );
    expect(outputs).toMatchObject({
      path: FILE,
      changed: true,
      name: 'receipt-upload',
      contains: ['receipt-dynamo', 'receipt-upload'],
      content: textOf(FILE),
    });
    expect(outputs.diff).toContain('+  - name: receipt-upload\n');
    expect(outputs.summary).toContain(outputs.diff);
    expect(messages.at(-1)).toBe(`Changed ${FILE}`);
  });

  it('runs its second example', async () => {
    copyExample('.');
    const { outputs } = await run(inputOfExample(action, 1));
    expect(outputs).toMatchObject({
      name: 'places-deps',
      contains: ['receipt-dynamo'],
    });
    expect(textOf(FILE)).toContain(`
  - name: places-deps
    from: receipt-dynamo
    packages: [receipt-places]
    include: dependencies
    setup:
      - RUN dnf install -y gcc && dnf clean all
    env:
      RECEIPTS_CACHE: /tmp/receipts
    maxAge: 30d
`);
  });

  it('runs its third example', async () => {
    copyExample('monorepo');
    const before = textOf('monorepo', FILE);
    const { outputs } = await run(inputOfExample(action, 2));
    expect(outputs.path).toBe(`monorepo/${FILE}`);
    expect(textOf('monorepo', FILE)).toBe(
      before.replace(
        "packages: ['receipt-label[full]']",
        "packages: ['receipt-label[full]', receipt-places]",
      ),
    );
    expect(textOf('changes', FILE)).toBe(textOf('monorepo', FILE));
  });

  it('makes the file where there is none', async () => {
    copyExample('.');
    rmSync(at(FILE));
    const { outputs, messages } = await run(NEW_IMAGE);
    expect(textOf(FILE)).toBe(`version: 1
images:
  - name: new
    from: public.ecr.aws/lambda/python:3.12
    packages: [receipt-places]
`);
    expect(outputs.diff).toMatch(
      /^--- \/dev\/null\n\+\+\+ base-images\.yaml\n@@ -0,0 \+1,5 @@\n\+version: 1\n/,
    );
    expect(messages.at(-1)).toBe(`Added ${FILE}`);
  });

  it('changes nothing the second time, and says so', async () => {
    copyExample('.');
    await run(NEW_IMAGE);
    const text = textOf(FILE);
    const { outputs, messages } = await run({
      ...NEW_IMAGE,
      include: 'packages',
      installer: 'pip',
      // What forms leave where somebody said nothing.
      python: '',
      platforms: [],
      setup: [''],
      env: {},
      index: { url: '', secrets: [] },
    });
    expect(outputs).toMatchObject({ changed: false, diff: '' });
    expect(outputs.summary).toContain('`base-images.yaml` declares already');
    expect(messages.at(-1)).toBe(`${FILE} is as it should be; nothing changes`);
    expect(textOf(FILE)).toBe(text);
  });

  it('takes the entity of a base image to stand on', async () => {
    copyExample('.');
    await run({ ...NEW_IMAGE, from: 'resource:default/receipt-dynamo-image' });
    expect(textOf(FILE)).toContain('- name: new\n    from: receipt-dynamo\n');
  });

  it('is not held up by mistakes that are in the file already', async () => {
    copyExample('.');
    writeFileSync(
      at(FILE),
      textOf(FILE).replace('[receipt-dynamo]', '[receipt-dynamo, gone]'),
    );
    const { outputs } = await run(NEW_IMAGE);
    expect(outputs.changed).toBe(true);
  });

  it.each<[string, Record<string, any>, string]>([
    [
      'a name that is taken by another image',
      { name: 'Receipt_Label' },
      'base-images.yaml:10: The image Receipt_Label is declared already, with another from, packages. Choose another name',
    ],
    [
      'a package that is not there',
      { packages: ['receipt-plces'] },
      'The image new lists receipt-plces, which is no package of the monorepo. Did you mean receipt-places?',
    ],
    [
      'an extra that is not there',
      { packages: ['receipt-label[ful]'] },
      'base-images.yaml:22: The image new asks for the extra ful of receipt-label, which does not offer it. Did you mean full?',
    ],
    [
      'a base image that is not there',
      { from: 'receipt-dinamo' },
      'The image new stands on receipt-dinamo, which is no image of this file. Did you mean receipt-dynamo?',
    ],
    [
      'to stand on itself',
      { from: 'new' },
      'The base images stand on each other: new → new.',
    ],
    [
      'to close a circle',
      { name: 'receipt-dynamo', from: 'agent-deps', update: true },
      'The base images stand on each other:',
    ],
    [
      'another Python than the one below',
      { from: 'receipt-dynamo', python: '3.13' },
      'The image new says python 3.13, but stands on an image with Python 3.12.',
    ],
    [
      'a platform that the one below is not built for',
      { from: 'receipt-dynamo', platforms: ['linux/amd64'] },
      'The image new is for linux/amd64, but receipt-dynamo is not built for that.',
    ],
    [
      'a constraints file that is not there',
      { constraints: 'constraints.txt' },
      'The image new names constraints.txt, which is no file of the monorepo.',
    ],
    [
      'an image without a tag that nobody declares',
      { from: 'python' },
      'For an external image, write its tag: python:TAG.',
    ],
    ['no image to stand on', { from: '' }, 'images[3] has no from. Add from:.'],
  ])('refuses %s', async (_, input, message) => {
    copyExample('.');
    const before = textOf(FILE);
    await expect(run({ ...NEW_IMAGE, ...input })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect(textOf(FILE)).toBe(before);
  });

  it.each<[string, string, string]>([
    [
      'is not YAML',
      'version: 1\nimages: [\n',
      'base-images.yaml:3: This is not valid YAML',
    ],
    ['is a list', '- a\n', 'is written in a way in which it cannot be changed'],
    [
      'shares values',
      'version: 1\nx-a: &a { name: new, from: a:1 }\nimages: [*a]\n',
      'cannot be changed',
    ],
    [
      'is too large',
      `version: 1\n${'# x\n'.repeat(50_000)}`,
      'is larger than 150000 bytes',
    ],
    [
      'grows too large',
      `version: 1\n#${'x'.repeat(149_950)}\n`,
      'is larger than 150000 bytes',
    ],
  ])('does not touch a file that %s', async (_, text, message) => {
    copyExample('.');
    writeFileSync(at(FILE), text);
    await expect(run({ ...NEW_IMAGE, update: true })).rejects.toThrow(message);
    expect(textOf(FILE)).toBe(text);
  });

  it.each([
    ['a file', ['target']],
    ['nothing', []],
  ])('refuses a base-images.yaml that is a link to %s', async (_, left) => {
    copyExample('.');
    rmSync(at(FILE));
    left.forEach(name => writeFileSync(outside.resolve(name), 'version: 1\n'));
    symlinkSync(outside.resolve('target'), at(FILE));
    await expect(run(NEW_IMAGE)).rejects.toThrow(
      'base-images.yaml is a symbolic link, which is not followed. Write a plain file',
    );
    expect(readdirSync(outside.path)).toEqual(left);
  });

  it('does nothing once its task is cancelled', async () => {
    copyExample('.');
    const before = textOf(FILE);
    await expect(
      run(NEW_IMAGE, AbortSignal.abort(new Error('cancelled'))),
    ).rejects.toThrow('cancelled');
    expect(textOf(FILE)).toBe(before);
  });

  it.each<[string, Record<string, any>]>([
    ['name', { name: 'x\nRUN evil' }],
    ['name', { name: '../../x' }],
    ['name', { name: '' }],
    ['from', { from: 'python:3.12\nRUN evil' }],
    ['from', { from: 'python:3.12 AS x' }],
    ['from', { from: 'python:${EVIL}' }],
    ['from', { from: 'python:3.12#x' }],
    ['from', { from: '--platform=evil' }],
    ['python', { python: '3.12; rm -rf /' }],
    ['platforms', { platforms: ['linux/arm64 evil'] }],
    ['packages', { packages: ['receipt-places; evil'] }],
    ['packages', { packages: ['../receipt_places'] }],
    ['packages', { packages: ['--index-url=https://evil.test'] }],
    ['setup', { setup: ['RUN true\nFROM evil'] }],
    ['setup', { setup: ['USER root'] }],
    ['setup', { setup: ['ENTRYPOINT evil'] }],
    ['setup', { setup: ['# syntax=evil'] }],
    ['env', { env: { 'A B': 'x' } }],
    ['env', { env: { A: 'x\nRUN evil' } }],
    ['args', { args: { A: 'x\r# evil' } }],
    ['env', { env: { 'A=1\nRUN evil': 'x' } }],
    ['args', { args: { 'A;evil': 'x' } }],
    ['constraints', { constraints: '../constraints.txt' }],
    ['constraints', { constraints: '/etc/passwd' }],
    ['requirements', { requirements: ['a\\..\\b'] }],
    ['index', { index: { url: 'https://user:password@example.com' } }],
    ['index', { index: { url: 'file:///etc' } }],
    ['index', { index: { secrets: ['a,target=/etc'] } }],
    ['maxAge', { maxAge: '30d\nx: y' }],
  ])('refuses a hostile %s: %j', async (_, input) => {
    copyExample('.');
    const before = textOf(FILE);
    await expect(run({ ...NEW_IMAGE, ...input })).rejects.toMatchObject({
      name: 'InputError',
    });
    expect(textOf(FILE)).toBe(before);
  });

  it.each([
    ['env', 'ENV'],
    ['args', 'ARG'],
  ])(
    'lets no value of %s leave its %s instruction',
    async (field, instruction) => {
      copyExample('.');
      const value = 'x" \'$(evil) `evil` ${EVIL} # evil \\';
      await run({ ...NEW_IMAGE, [field]: { A: value } });
      const { outputs } = await runAction(
        createImageDockerfileAction({ names }),
        { workspacePath: workspace.path, input: { name: 'new' } },
      );
      expect(outputs.content.match(/.*evil.*/g)).toEqual([
        `${instruction} A="x\\" '\\$(evil) \`evil\` \\\${EVIL} # evil \\\\"`,
      ]);
    },
  );
});
