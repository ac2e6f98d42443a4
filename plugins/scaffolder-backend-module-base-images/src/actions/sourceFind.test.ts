import {
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { createExampleCatalog } from '../__testUtils__/exampleCatalog';
import { inputOfExample, runAction } from '../__testUtils__/runAction';
import { SourceFinder } from '../source/SourceFinder';
import { createSourceFindAction } from './sourceFind';

jest.setTimeout(60_000);

const URL = 'https://github.com/acme/mono/tree/main/receipts';

describe('base-images:source:find', () => {
  const workspace = createMockDirectory();
  const monorepo = createMockDirectory();
  const outside = createMockDirectory();
  const getSource = jest.fn();

  function createAction(configured: string) {
    const config = mockServices.rootConfig({
      data: { baseImages: { sources: { receipts: { target: configured } } } },
    });
    return createSourceFindAction({
      catalog: createExampleCatalog(),
      sources: SourceFinder.create({
        api: { getSource },
        auth: mockServices.auth(),
        config,
        integrations: ScmIntegrations.fromConfig(config),
      }),
    });
  }

  const action = createAction(monorepo.path);
  const run = (input: Record<string, any>, of = action) =>
    runAction(of, { workspacePath: workspace.path, input });
  const answer = (target: string) =>
    getSource.mockResolvedValue({ id: 'receipts', target });

  beforeEach(() => {
    jest.resetAllMocks();
    [workspace, monorepo, outside].forEach(folder => folder.clear());
  });

  it('runs its first example with a source that is a folder', async () => {
    answer(monorepo.path);
    monorepo.setContent({
      '.gitignore': 'secret\n',
      'secret/key': '',
      'base-images.yaml': 'version: 1\n',
      'infra/a/Dockerfile': 'FROM a\n',
    });
    const { outputs, messages } = await run(inputOfExample(action, 0));
    expect(outputs).toEqual({
      source: 'receipts',
      lambda: 'infra/label_lambda/Dockerfile',
    });
    expect(messages).toEqual(['Copied 3 files of the source receipts']);
    expect(
      readdirSync(join(workspace.path, 'monorepo'), { recursive: true }).sort(),
    ).toEqual([
      '.gitignore',
      'base-images.yaml',
      'infra',
      'infra/a',
      'infra/a/Dockerfile',
    ]);
    expect(getSource).toHaveBeenCalledWith(
      'receipts',
      expect.objectContaining({ token: expect.stringContaining('mock') }),
    );
  });

  it('runs its second example with a source that has a URL', async () => {
    answer(URL);
    const { outputs } = await run(inputOfExample(action, 1));
    expect(outputs).toEqual({
      source: 'receipts',
      url: URL,
      repoUrl: 'github.com?owner=acme&repo=mono',
      branch: 'main',
      folder: 'receipts',
    });
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  it('tells the base image that an entity stands for', async () => {
    answer(URL);
    const { outputs } = await run({
      entityRef: 'resource:default/receipt-dynamo-image',
    });
    expect(outputs.baseImage).toBe('receipt-dynamo');
  });

  it.each<[string, Record<string, any>, string, string]>([
    [
      'an entity that is not there',
      { entityRef: 'component:default/gone' },
      URL,
      "There is no entity 'component:default/gone'",
    ],
    [
      'an entity from elsewhere',
      { entityRef: 'component:default/elsewhere' },
      URL,
      "'component:default/elsewhere' comes from no monorepo that is watched",
    ],
    [
      'a folder where a repository is needed',
      { needsRepository: true },
      monorepo.path,
      "The source 'receipts' is a local folder",
    ],
    [
      'a host that is not configured where a repository is needed',
      { needsRepository: true },
      'https://example.com/acme/mono',
      "No repository is known for https://example.com/acme/mono: add its host to 'integrations'",
    ],
    [
      'a folder that this backend is not configured with',
      {},
      '/etc',
      'is a folder of the machine that the Base Images backend runs on',
    ],
    [
      'a target path above the workspace',
      { targetPath: '../x' },
      monorepo.path,
      'Relative path is not allowed',
    ],
  ])('refuses %s', async (_, input, target, message) => {
    answer(target);
    await expect(
      run({ entityRef: 'component:default/label-lambda', ...input }),
    ).rejects.toThrow(message);
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  it('gives nobody what the Base Images backend does not', async () => {
    getSource.mockRejectedValue(new NotFoundError('There is no source'));
    await expect(
      run({ entityRef: 'component:default/label-lambda' }),
    ).rejects.toThrow('There is no source');
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  it('copies links that stay in the source, and no others', async () => {
    answer(monorepo.path);
    outside.setContent({ 'secret.txt': 'secret' });
    monorepo.setContent({ 'a/file.txt': 'text', 'b/c/d.txt': '' });
    const link = (path: string, text: string) =>
      symlinkSync(text, monorepo.resolve(path));
    link('a/good.txt', 'file.txt');
    link('b/folder', '../a');
    link('absolute', join(outside.path, 'secret.txt'));
    link('above', '../secret.txt');
    link('root', '.');
    link('behind', 'root/../secret.txt');
    link('dangling', 'b/new.txt');
    writeFileSync(join(workspace.path, 'secret.txt'), '');
    const targetPath = 'monorepo';
    const { messages } = await run({
      entityRef: 'system:default/receipts',
      targetPath,
    });
    const copy = join(workspace.path, targetPath);
    expect(readdirSync(copy).sort()).toEqual(['a', 'b', 'root']);
    expect(lstatSync(join(copy, 'a/good.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(copy, 'b/folder/good.txt'), 'utf8')).toBe('text');
    expect(messages.filter(message => message.includes('left out'))).toEqual(
      ['above', 'absolute', 'behind', 'dangling'].map(
        path => `${path} is left out: it is a link to nothing in the source`,
      ),
    );
  });

  it('copies again what is there already', async () => {
    answer(monorepo.path);
    monorepo.setContent({ 'a/file.txt': 'text' });
    symlinkSync('a', monorepo.resolve('link'));
    const input = { entityRef: 'system:default/receipts' };
    await run(input);
    writeFileSync(join(workspace.path, 'a/file.txt'), 'another');
    await run(input);
    expect(readFileSync(join(workspace.path, 'link/file.txt'), 'utf8')).toBe(
      'text',
    );
  });

  it.each([
    ['a file', 'Dockerfile', 'victim'],
    ['a folder', 'infra', '.'],
  ])(
    'writes nothing through a link in the place of %s',
    async (_, path, target) => {
      answer(monorepo.path);
      monorepo.setContent({ Dockerfile: 'FROM a\n', 'infra/new': '' });
      outside.setContent({ victim: 'mine' });
      symlinkSync(join(outside.path, target), join(workspace.path, path));
      await expect(
        run({ entityRef: 'system:default/receipts' }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(readdirSync(outside.path)).toEqual(['victim']);
      expect(readFileSync(join(outside.path, 'victim'), 'utf8')).toBe('mine');
    },
  );
});
