import { EntityNames } from '../catalog/EntityNames';
import { createExampleCatalog } from '../__testUtils__/exampleCatalog';
import { createTestWorkspace } from '../__testUtils__/createTestWorkspace';
import { inputOfExample, runAction } from '../__testUtils__/runAction';
import { createImageDeclareAction } from './imageDeclare';
import { createImageDockerfileAction } from './imageDockerfile';

const names = EntityNames.create({ catalog: createExampleCatalog() });
const action = createImageDockerfileAction({ names });

describe('base-images:image:dockerfile', () => {
  const workspace = createTestWorkspace(action);
  const { copyExample, run, textOf } = workspace;

  it('runs its first example', async () => {
    copyExample('.');
    const { outputs } = await run(inputOfExample(action, 0));
    expect(outputs).toMatchObject({
      path: '.base-images/receipt-dynamo.Dockerfile',
      changed: true,
      name: 'receipt-dynamo',
      secrets: [],
      content: textOf('.base-images/receipt-dynamo.Dockerfile'),
    });
    expect(outputs).not.toHaveProperty('baseImageArgument');
    expect(outputs.content).toContain('FROM public.ecr.aws/lambda/python:3.12');
    expect(
      textOf('.base-images/receipt-dynamo.Dockerfile.dockerignore'),
    ).toContain('receipt_dynamo');
    expect(
      await run({ name: 'resource:default/receipt-dynamo-image' }),
    ).toEqual({
      outputs: { ...outputs, changed: false },
      messages: expect.arrayContaining([
        '.base-images/receipt-dynamo.Dockerfile is as it should be; nothing changes',
      ]),
    });
  });

  it('runs its second example', async () => {
    copyExample('monorepo');
    await runAction(createImageDeclareAction({ names }), {
      workspacePath: workspace.path,
      input: inputOfExample({ ...action, id: 'base-images:image:declare' }, 1),
    });
    const { outputs } = await run(inputOfExample(action, 1));
    expect(outputs.path).toBe(
      'monorepo/.base-images/receipt-upload.Dockerfile',
    );
    expect(outputs.baseImageArgument).toEqual(expect.any(String));
    expect(outputs.content).toContain(`\${${outputs.baseImageArgument}`);
    expect(textOf('changes/.base-images/receipt-upload.Dockerfile')).toBe(
      outputs.content,
    );
  });

  it('refuses what is not declared', async () => {
    copyExample('.');
    await expect(run({ name: '../../etc/passwd' })).rejects.toMatchObject({
      name: 'InputError',
      message:
        'The Dockerfile is not written:\nbase-images.yaml: There is no base image ../../etc/passwd. It declares agent-deps, receipt-dynamo, receipt-label.',
    });
  });
});
