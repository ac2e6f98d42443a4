import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { targetPaths } from '@backstage/cli-common';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  copyExampleMonorepo,
  EXAMPLE_MONOREPO,
} from './__testUtils__/exampleMonorepo';
import {
  readTemplate,
  REPOSITORY_URL,
  TestPortal,
} from './__testUtils__/TestPortal';

jest.setTimeout(60_000);

const LABEL = 'infra/label_lambda/Dockerfile';
const TEMPLATES = [
  'declare-base-image/files.yaml',
  'declare-base-image/pull-request.yaml',
  'move-lambda/files.yaml',
  'move-lambda/pull-request.yaml',
  'rebuild-stale/template.yaml',
];

const exampleText = (path: string) =>
  readFileSync(join(EXAMPLE_MONOREPO, path), 'utf8');

describe('the templates of examples/templates', () => {
  const workingDirectory = createMockDirectory();
  const source = createMockDirectory();

  it('are those that are tested', () => {
    const folder = resolve(targetPaths.rootDir, 'examples/templates');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter(file => file.endsWith('.yaml')).sort()).toEqual(
      TEMPLATES,
    );
  });

  it.each(TEMPLATES)('have the form of templates: %s', async path => {
    expect(
      await templateEntityV1beta3Validator.check(await readTemplate(path)),
    ).toBe(true);
  });

  describe('with a source that is a folder', () => {
    let portal: TestPortal;

    beforeAll(async () => {
      copyExampleMonorepo(source.path);
      portal = await TestPortal.start({
        target: source.path,
        workingDirectory: workingDirectory.path,
        templates: TEMPLATES,
      });
    });
    afterAll(() => portal.stop());

    it('show a Lambda on the base image that covers most', async () => {
      const task = await portal.run('move-lambda-to-base-image-files', {
        lambda: 'component:default/label-lambda',
        preview: null,
      });
      expect(task).toMatchObject({ status: 'completed', error: undefined });
      expect(task.output.links).toEqual([
        expect.objectContaining({
          entityRef: 'component:default/label-lambda',
        }),
      ]);
      const [changes, file] = task.output.text!;
      expect(changes.content).toContain(
        `\`${LABEL}.with_base\` stands on the base image \`receipt-label\`, which holds 2 of the 2 packages`,
      );
      expect(changes.content).toContain(
        '+FROM ${BASE_IMAGE_URI:-public.ecr.aws/lambda/python:${PYTHON_VERSION}} AS prepared-on-base',
      );
      expect(file.content).toContain(exampleText(LABEL).split('\n').at(-2));
      // The source is what it was, and the workspace is gone.
      expect(existsSync(source.resolve(`${LABEL}.with_base`))).toBe(false);
    });

    it('show a Lambda on the base image that is chosen', async () => {
      const { status, output } = await portal.run(
        'move-lambda-to-base-image-files',
        {
          lambda: 'component:default/label-lambda',
          baseImage: 'receipt-dynamo',
        },
      );
      expect(status).toBe('completed');
      expect(output.text![0].content).toContain(
        'Installed as before: `receipt-label[full]`',
      );
    });

    it('say that no base image fits a Lambda', async () => {
      const { status, error } = await portal.run(
        'move-lambda-to-base-image-files',
        { lambda: 'component:default/places-lambda' },
      );
      expect(status).toBe('failed');
      expect(error).toContain(
        'infra/places_lambda/Dockerfile: No base image covers what this Lambda requires. Declare one in base-images.yaml',
      );
    });

    it('say why a Lambda is not moved', async () => {
      const { status, error, output } = await portal.run(
        'move-lambda-to-base-image-files',
        {
          lambda: 'component:default/upload-lambda',
          baseImage: 'receipt-label',
        },
      );
      expect(status).toBe('failed');
      expect(error).toMatch(
        /^The Dockerfile is not rewritten:\ninfra\/upload_lambda\/Dockerfile:3: receipt-label also holds receipt-label/,
      );
      expect(output).toEqual({});
    });

    it('show the declaration and the Dockerfile of a base image', async () => {
      const { status, error, output } = await portal.run(
        'declare-base-image-files',
        {
          source: 'system:default/receipts',
          name: 'receipt-upload',
          from: 'receipt-dynamo',
          packages: ['receipt-upload'],
          include: 'packages',
          platforms: [],
          setup: [''],
        },
      );
      expect({ status, error }).toEqual({ status: 'completed' });
      const [changes, dockerfile] = output.text!;
      expect(changes.content).toContain(
        '+  - name: receipt-upload\n+    from: receipt-dynamo\n+    packages: [receipt-upload]\n',
      );
      expect(changes.content).toContain(
        'It holds `receipt-dynamo`, `receipt-upload`',
      );
      expect(dockerfile.content).toMatch(/^```dockerfile\n/);
    });

    it.each([
      [
        'a name that is taken',
        { name: 'receipt-label', packages: ['receipt-places'] },
        'base-images.yaml:10: The image receipt-label is declared already, with another from, packages.',
      ],
      [
        'a package that is not there',
        { name: 'new', packages: ['receipt-lable'] },
        'base-images.yaml:22: The image new lists receipt-lable, which is no package of the monorepo. Did you mean receipt-label?',
      ],
    ])('refuse %s', async (_, values, message) => {
      const { status, error } = await portal.run('declare-base-image-files', {
        source: 'system:default/receipts',
        from: 'public.ecr.aws/lambda/python:3.12',
        ...values,
      });
      expect(status).toBe('failed');
      expect(error).toContain(message);
    });

    it('open no pull request where there is no repository', async () => {
      const { status, error } = await portal.run('move-lambda-to-base-image', {
        lambda: 'component:default/label-lambda',
      });
      expect(status).toBe('failed');
      expect(error).toContain(
        "The source 'receipts' is a local folder, in which no pull request can be opened",
      );
      expect(portal.pullRequests).toEqual([]);
    });
  });

  describe('with a source that is a folder of a repository', () => {
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await TestPortal.start({
        target: REPOSITORY_URL,
        workingDirectory: workingDirectory.path,
        templates: TEMPLATES,
      });
    });
    afterAll(() => portal.stop());

    it('open a pull request with nothing but the new Dockerfile', async () => {
      const task = await portal.run('move-lambda-to-base-image', {
        lambda: 'component:default/label-lambda',
      });
      expect(task).toMatchObject({
        status: 'completed',
        output: {
          links: [
            expect.objectContaining({
              url: 'https://github.com/acme/mono/pull/1',
            }),
            expect.anything(),
          ],
        },
      });
      expect(portal.pullRequests.at(-1)).toEqual({
        input: {
          repoUrl: 'github.com?owner=acme&repo=mono',
          targetBranchName: 'main',
          targetPath: 'services/receipts',
          sourcePath: 'changes',
          branchName: 'base-images/move-label-lambda',
          update: true,
          title: 'Let label-lambda stand on the base image receipt-label',
          description: task.output.text![0].content,
        },
        files: { [`${LABEL}.with_base`]: expect.any(String) },
      });
    });

    it('open a pull request with a declaration', async () => {
      const { status, error } = await portal.run('declare-base-image', {
        source: 'system:default/receipts',
        name: 'receipt-upload',
        from: 'public.ecr.aws/lambda/python:3.12',
        packages: ['receipt-upload'],
      });
      expect({ status, error }).toEqual({ status: 'completed' });
      const { input, files } = portal.pullRequests.at(-1)!;
      expect(input).toMatchObject({
        branchName: 'base-images/declare-receipt-upload',
        title: 'Declare the base image receipt-upload',
        targetPath: 'services/receipts',
      });
      expect(files).toEqual({
        'base-images.yaml': expect.stringContaining('- name: receipt-upload'),
      });
    });

    it('open no pull request where everything is as it should be', async () => {
      const before = portal.pullRequests.length;
      const { status, output, logs } = await portal.run('declare-base-image', {
        source: 'system:default/receipts',
        name: 'receipt-dynamo',
        from: 'public.ecr.aws/lambda/python:3.12',
        packages: ['receipt-dynamo'],
      });
      expect(status).toBe('completed');
      expect(logs).toContain('nothing changes');
      // The page of the task leaves links out that lead nowhere.
      expect(output.links!.flatMap(({ url }) => url ?? [])).toEqual([]);
      expect(portal.pullRequests.length).toBe(before);
    });

    it('show files all the same', async () => {
      const { status, output } = await portal.run(
        'move-lambda-to-base-image-files',
        { lambda: 'component:default/upload-lambda' },
      );
      expect(status).toBe('completed');
      expect(output.text![0].content).toContain(
        'Installed as before: `receipt-upload`',
      );
    });
  });
});
