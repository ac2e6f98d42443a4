import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EntityNames } from '../catalog/EntityNames';
import { createExampleCatalog } from '../__testUtils__/exampleCatalog';
import { copyExampleMonorepo } from '../__testUtils__/exampleMonorepo';
import { createTestWorkspace } from '../__testUtils__/createTestWorkspace';
import { inputOfExample } from '../__testUtils__/runAction';
import { createDockerfileCreateAction } from './dockerfileCreate';

const LABEL = 'infra/label_lambda/Dockerfile';

const action = createDockerfileCreateAction({
  names: EntityNames.create({ catalog: createExampleCatalog() }),
});

describe('base-images:dockerfile:create', () => {
  const workspace = createTestWorkspace(action);
  const { at, copyExample, outside, run, textOf } = workspace;

  it('runs its first example', async () => {
    copyExample('.');
    const original = textOf(LABEL);
    const { outputs, messages } = await run(inputOfExample(action, 0));
    const content = textOf(`${LABEL}.with_base`);
    expect(outputs).toMatchObject({
      path: `${LABEL}.with_base`,
      changed: true,
      dockerfile: LABEL,
      lambda: 'label-lambda',
      baseImage: 'receipt-label',
      coverage: 1,
      covered: ['receipt-dynamo', 'receipt-label[full]'],
      uncovered: [],
      content,
      contentMarkdown: `\`\`\`dockerfile\n${content}\`\`\``,
    });
    expect(content).toContain('FROM prepared${BASE_IMAGE_URI:+-on-base}');
    expect(outputs.diff).toContain(`--- ${LABEL}\n+++ ${LABEL}.with_base\n`);
    expect(outputs.summary).toContain(outputs.diff);
    expect(textOf(LABEL)).toBe(original);
    expect(messages.at(-1)).toBe(`Added ${LABEL}.with_base`);
  });

  it('runs its second example', async () => {
    copyExample('monorepo');
    const { outputs } = await run(inputOfExample(action, 1));
    expect(outputs).toMatchObject({
      path: `monorepo/${LABEL}.with_base`,
      changed: true,
      baseImage: 'receipt-dynamo',
      coverage: 0.5,
      uncovered: ['receipt-label[full]'],
    });
    expect(textOf('changes', `${LABEL}.with_base`)).toBe(outputs.content);
  });

  it('changes nothing the second time, and says so', async () => {
    copyExample('.');
    const input = { lambda: LABEL };
    const first = await run(input);
    const second = await run(input);
    expect(second.outputs).toEqual({
      ...first.outputs,
      changed: false,
      summary: first.outputs.summary.replace('stands on', 'stands already on'),
    });
    expect(second.messages.at(-1)).toBe(
      `${LABEL}.with_base is as it should be; nothing changes`,
    );
  });

  it('goes on as if it had not been interrupted when its task is taken up again', async () => {
    copyExample('.');
    const input = { lambda: LABEL, changesPath: 'changes' };
    const first = await run(input);
    rmSync(at(`${LABEL}.with_base`));
    expect((await run(input)).outputs).toEqual(first.outputs);
    const third = await run(input);
    expect(third.outputs).toEqual(first.outputs);
    expect(third.messages.at(-1)).toBe(`${LABEL}.with_base is written already`);
    expect(readdirSync(at('changes'), { recursive: true }).sort()).toEqual([
      'infra',
      'infra/label_lambda',
      `${LABEL}.with_base`,
    ]);
  });

  it('gives the new Dockerfile the ignore file that belongs to the old one alone', async () => {
    copyExample('.');
    writeFileSync(at(`${LABEL}.dockerignore`), '**/tests\n');
    const { outputs } = await run({ lambda: LABEL });
    expect(textOf(`${LABEL}.with_base.dockerignore`)).toBe('**/tests\n');
    expect(outputs.summary).toContain(
      `Also written: \`${LABEL}.with_base.dockerignore\``,
    );
  });

  it.each([
    ['its name', 'label-lambda'],
    ['a path that is not normalised', `./infra/../${LABEL}`],
    ['its entity', 'component:default/label-lambda'],
    ['its entity in another spelling', 'Component:Default/Label-Lambda'],
  ])('finds a Lambda by %s', async (_, lambda) => {
    copyExample('.');
    expect((await run({ lambda })).outputs.dockerfile).toBe(LABEL);
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      'a Lambda that is not there',
      { lambda: 'infra/lable_lambda/Dockerfile' },
      'InputError',
      'There is no Lambda "infra/lable_lambda/Dockerfile" in the monorepo; choose one of infra/agent_lambda/Dockerfile,',
    ],
    [
      'a stage that is not there',
      { lambda: LABEL, target: 'test' },
      'InputError',
      'is not built from a stage "test"; choose the last stage',
    ],
    [
      'a base image that is not there',
      { lambda: LABEL, baseImage: 'x' },
      'InputError',
      `${LABEL}: There is no base image x. Choose one that base-images.yaml declares: agent-deps, receipt-dynamo, receipt-label.`,
    ],
    [
      'a base image that holds too much, with its line',
      { lambda: 'infra/list_lambda/Dockerfile', baseImage: 'receipt-label' },
      'InputError',
      'infra/list_lambda/Dockerfile:2: receipt-label also holds receipt-label, which this Lambda does not require. Choose a base image',
    ],
    [
      'an entity that is not there',
      { lambda: 'component:default/gone' },
      'NotFoundError',
      "There is no entity 'component:default/gone'",
    ],
    [
      'an entity that is no base image',
      { lambda: LABEL, baseImage: 'component:default/label-lambda' },
      'InputError',
      "'component:default/label-lambda' has no annotation 'base-images/image'",
    ],
    [
      'a folder that is not there',
      { lambda: LABEL, path: 'monorepo' },
      'InputError',
      "There is no folder 'monorepo' in the workspace",
    ],
  ])('refuses %s', async (_, input, name, message) => {
    copyExample('.');
    await expect(run(input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(readdirSync(at('infra/label_lambda')).sort()).toEqual([
      'Dockerfile',
      'handler.py',
    ]);
  });

  it('does nothing once its task is cancelled', async () => {
    copyExample('.');
    await expect(
      run({ lambda: LABEL }, AbortSignal.abort(new Error('cancelled'))),
    ).rejects.toThrow('cancelled');
    expect(readdirSync(at('infra/label_lambda'))).toHaveLength(2);
  });

  describe('in a hostile workspace', () => {
    /** Every file outside of the workspace with its text. */
    const seenOutside = () =>
      Object.fromEntries(
        readdirSync(outside.path, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => {
            const path = join(entry.parentPath, entry.name);
            return [path, readFileSync(path, 'utf8')];
          }),
      );

    it.each<[string, Record<string, string>, () => void]>([
      ['a path above', { path: '../' }, () => undefined],
      ['an absolute path', { path: '/etc' }, () => undefined],
      [
        'a path that is a link',
        { path: 'link' },
        () => symlinkSync(outside.path, at('link')),
      ],
      [
        'a path behind a link',
        { path: 'link/monorepo' },
        () => symlinkSync(outside.path, at('link')),
      ],
      ['changes above', { changesPath: '../changes' }, () => undefined],
      [
        'changes behind a link',
        { changesPath: 'link/changes' },
        () => symlinkSync(outside.path, at('link')),
      ],
      [
        'changes in a folder that is a link',
        { changesPath: 'changes' },
        () => {
          mkdirSync(at('changes'));
          symlinkSync(outside.path, at('changes/infra'));
        },
      ],
      [
        'a folder of the Dockerfile that is a link',
        {},
        () => {
          renameSync(at('infra/label_lambda'), outside.resolve('label_lambda'));
          symlinkSync(
            outside.resolve('label_lambda'),
            at('infra/label_lambda'),
          );
        },
      ],
      [
        'a Dockerfile that is a link',
        {},
        () => {
          renameSync(at(LABEL), outside.resolve('Dockerfile'));
          symlinkSync(outside.resolve('Dockerfile'), at(LABEL));
        },
      ],
      [
        'a Dockerfile.with_base that is a link to a file',
        {},
        () => {
          writeFileSync(outside.resolve('victim'), 'mine');
          symlinkSync(outside.resolve('victim'), at(`${LABEL}.with_base`));
        },
      ],
      [
        'a Dockerfile.with_base that is a link to nothing',
        {},
        () => symlinkSync(outside.resolve('new'), at(`${LABEL}.with_base`)),
      ],
      [
        'a Dockerfile.with_base that is a folder',
        {},
        () => mkdirSync(at(`${LABEL}.with_base`)),
      ],
    ])('writes nothing elsewhere through %s', async (_, input, prepare) => {
      copyExample('.');
      copyExampleMonorepo(outside.resolve('monorepo'));
      prepare();
      const before = seenOutside();
      await expect(run({ lambda: LABEL, ...input })).rejects.toMatchObject({
        name: expect.stringMatching(/^(InputError|NotAllowedError)$/),
      });
      expect(seenOutside()).toEqual(before);
    });

    it('lets nothing that a file says out of its block of code', async () => {
      copyExample('.');
      const text =
        '# ```\n# ![x](https://evil.test) ~~~\n# ````` ${{ 1 + 1 }}\n';
      writeFileSync(at(LABEL), `${text}${textOf(LABEL)}`);
      const { outputs } = await run({ lambda: LABEL });
      expect(outputs.content).toContain(text);
      for (const markdown of [outputs.summary, outputs.contentMarkdown]) {
        const [open] = /^`{3,}/m.exec(markdown)!;
        expect(open.length).toBe(6);
        expect(markdown.split(open)).toHaveLength(3);
        expect(markdown.endsWith(open)).toBe(true);
      }
    });

    it('lets no name of a file be an instruction or Markdown', async () => {
      copyExample('.');
      const folder = 'infra/`x` **y**\nRUN evil';
      renameSync(at('infra/label_lambda'), at(folder));
      const lambda = `${folder}/Dockerfile`;
      const { outputs } = await run({ lambda });
      expect(outputs.content).not.toMatch(/^RUN evil/m);
      expect(outputs.diff).toMatch(
        /^--- "infra\/`x` \*\*y\*\*\\nRUN evil\/Dockerfile"\n\+\+\+ ".*with_base"\n@@ /,
      );
      expect(outputs.summary).toMatch(
        /^``infra\/`x` \*\*y\*\*\uFFFDRUN evil\/Dockerfile\.with_base`` stands/,
      );
    });

    it('takes no Dockerfile that is not text', async () => {
      copyExample('.');
      writeFileSync(
        at(LABEL),
        Buffer.concat([
          readFileSync(at(LABEL)),
          Buffer.from([0x23, 0xff, 0x0a]),
        ]),
      );
      await expect(run({ lambda: LABEL })).rejects.toThrow(
        `${LABEL}: The Dockerfile is not UTF-8 text. Save it as UTF-8.`,
      );
    });
  });
});
