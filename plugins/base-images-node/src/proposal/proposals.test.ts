import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { proposeBaseDockerfile } from './proposeBaseDockerfile';
import { proposeBaseImage } from './proposeBaseImage';
import { proposeWithBase } from './proposeWithBase';

const IMAGE = 'public.ecr.aws/lambda/python:3.12';
const DECLARATIONS = `version: 1
images:
  - { name: dynamo, from: '${IMAGE}', packages: [dynamo] }
`;
const LAMBDA = `FROM ${IMAGE} AS build
COPY dynamo /tmp/dynamo
RUN pip install /tmp/dynamo
FROM build AS one
CMD ["one.main"]
FROM build AS two
CMD ["two.main"]
`;

function treeOf(files: Record<string, string> = {}) {
  return InMemorySourceTree.of({
    'base-images.yaml': DECLARATIONS,
    'dynamo/pyproject.toml': '[project]\nname = "dynamo"\nversion = "1"\n',
    'infra/a/Dockerfile': `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\nCMD ["a.main"]\n`,
    ...files,
  });
}

describe('proposeWithBase', () => {
  it('proposes what a tree has not, and tells what it has', async () => {
    const proposal = await proposeWithBase(treeOf(), {
      lambda: 'infra/a/Dockerfile',
    });
    expect(proposal).toMatchObject({
      coverage: { baseImage: 'dynamo', coverage: 1 },
      files: [{ path: 'infra/a/Dockerfile.with_base', before: undefined }],
    });
    const { files } = proposal as Extract<typeof proposal, { files: unknown }>;
    const again = await proposeWithBase(
      treeOf({ 'infra/a/Dockerfile.with_base': files[0].after }),
      { lambda: 'infra/a/Dockerfile' },
    );
    expect(again).toMatchObject({
      files: [{ ...files[0], before: files[0].after }],
    });
  });

  it('refuses a Dockerfile that stands on a base image already', async () => {
    const proposal = await proposeWithBase(treeOf(), { lambda: 'a' });
    const { files } = proposal as Extract<typeof proposal, { files: unknown }>;
    const again = await proposeWithBase(
      treeOf({ 'infra/a/Dockerfile': files[0].after }),
      { lambda: 'infra/a/Dockerfile', baseImage: 'dynamo' },
    );
    expect(again).toEqual({
      refused: [
        expect.objectContaining({
          reason: 'The Dockerfile stands on a base image already.',
        }),
      ],
    });
  });

  it('wants to know which of several Lambdas is meant', async () => {
    const tree = treeOf({
      'base-images.yaml': `${DECLARATIONS}lambdas:
  - { dockerfile: infra/b/Dockerfile, context: ., target: one, functions: [one] }
  - { dockerfile: infra/b/Dockerfile, context: ., target: two, functions: [two] }
`,
      'infra/b/Dockerfile': LAMBDA,
    });
    await expect(
      proposeWithBase(tree, { lambda: 'infra/b/Dockerfile' }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/means several Lambdas; choose one of /),
    });
    expect(
      await proposeWithBase(tree, {
        lambda: 'infra/b/Dockerfile',
        target: 'two',
      }),
    ).toMatchObject({ lambda: { target: 'two' } });
  });
});

describe('proposeBaseImage', () => {
  it('proposes a file that the Dockerfile of the image can be made from', async () => {
    const proposal = await proposeBaseImage(treeOf(), {
      image: { name: 'Deps', from: 'dynamo', packages: ['dynamo'] },
    });
    expect(proposal).toMatchObject({
      change: 'added',
      baseImage: { name: 'deps', parentBaseImage: 'dynamo' },
      files: [
        {
          path: 'base-images.yaml',
          before: DECLARATIONS,
          after: `${DECLARATIONS}  - name: Deps\n    from: dynamo\n    packages: [dynamo]\n`,
        },
      ],
    });
    const { declared } = proposal as Extract<
      typeof proposal,
      { declared: unknown }
    >;
    const dockerfile = await proposeBaseDockerfile(declared.tree, {
      name: 'deps',
      monorepo: declared.monorepo,
    });
    expect(dockerfile).toMatchObject({
      baseImage: { name: 'deps' },
      files: [
        { path: '.base-images/deps.Dockerfile', before: undefined },
        { path: '.base-images/deps.Dockerfile.dockerignore' },
      ],
    });
  });

  it('is not held up by what is wrong already, but by what would be', async () => {
    const tree = treeOf({
      'base-images.yaml': `${DECLARATIONS}  - { name: old, from: gone, packages: [gone] }\n`,
    });
    const image = { name: 'new', from: IMAGE, packages: ['dynamo'] };
    expect(await proposeBaseImage(tree, { image })).toMatchObject({
      change: 'added',
    });
    expect(
      await proposeBaseImage(tree, { image: { ...image, from: 'gone' } }),
    ).toEqual({
      refused: [
        expect.objectContaining({
          file: 'base-images.yaml',
          line: 6,
          reason:
            'The image new stands on gone, which is no image of this file.',
        }),
      ],
    });
  });
});
