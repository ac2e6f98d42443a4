import { scan } from '../scan';
import { InMemorySourceTree } from '../source/InMemorySourceTree';
import { imageNodes } from './imageNodes';

const PYTHON = 'public.ecr.aws/lambda/python:3.12';
const ARM = 'linux/arm64';
const AMD = 'linux/amd64';

function withBase(kept: string) {
  return `ARG BASE_IMAGE_URI
FROM ${PYTHON} AS prepared
COPY a /tmp/a
COPY b /tmp/b
RUN pip install /tmp/a /tmp/b
FROM \${BASE_IMAGE_URI:-${PYTHON}} AS prepared-on-base
${kept}
FROM prepared\${BASE_IMAGE_URI:+-on-base}
CMD ["handler.handler"]
`;
}

const FILES = {
  'base-images.yaml': `version: 1
images:
  - { name: all, from: shared, packages: [b], platforms: [${ARM}] }
  - { name: shared, from: '${PYTHON}', packages: [a], maxAge: 30d }
`,
  'a/pyproject.toml': '[project]\nname = "a"\nversion = "1"\n',
  'b/pyproject.toml': '[project]\nname = "b"\nversion = "1"\n',
  'infra/report/Dockerfile': `FROM --platform=${ARM} ${PYTHON}\nCOPY a /tmp/a\nCOPY b /tmp/b\nRUN pip install /tmp/a /tmp/b\n`,
};

async function nodesOf(
  files: Record<string, string> = {},
  projects = new Map([[ARM, 'arm']]),
) {
  const monorepo = await scan(InMemorySourceTree.of({ ...FILES, ...files }));
  return imageNodes(monorepo, { projects, repositoryPrefix: 'acme/' });
}

describe('imageNodes', () => {
  it('has each base image for each of its platforms, and what stands on another after it', async () => {
    const nodes = await nodesOf(
      {},
      new Map([
        [AMD, 'amd'],
        [ARM, 'arm'],
      ]),
    );
    expect(
      nodes.map(({ id, repository, parent, parentImage, problem }) => ({
        id,
        repository,
        parent,
        parentImage,
        problem,
      })),
    ).toEqual([
      {
        id: `base-image:${AMD}:shared`,
        repository: 'acme/base/shared',
        parent: null,
        parentImage: PYTHON,
        problem: null,
      },
      {
        id: `base-image:${ARM}:shared`,
        repository: 'acme/base/shared',
        parent: null,
        parentImage: PYTHON,
        problem: null,
      },
      {
        id: `base-image:${ARM}:all`,
        repository: 'acme/base/all',
        parent: `base-image:${ARM}:shared`,
        parentImage: null,
        problem: null,
      },
      {
        id: `lambda:${ARM}:infra/report/Dockerfile`,
        repository: 'acme/lambda/report',
        parent: null,
        parentImage: PYTHON,
        problem: null,
      },
    ]);
    expect(nodes[0].maxAgeHours).toBe(30 * 24);
  });

  it.each([
    [
      'one package, on the smallest that has it',
      'COPY b /tmp/b\nRUN pip install /tmp/b',
      'shared',
    ],
    ['both, on the one that has both', 'RUN true', 'all'],
  ])('builds what leaves out %s', async (_, kept, base) => {
    const nodes = await nodesOf({
      'infra/report/Dockerfile.with_base': withBase(kept),
    });
    expect(nodes.at(-1)).toMatchObject({
      parent: `base-image:${ARM}:${base}`,
      parentImage: null,
      source: { dockerfile: 'infra/report/Dockerfile.with_base' },
    });
  });

  it.each<
    [string, Record<string, string>, Map<string, string>, string, string]
  >([
    [
      'a platform without a project',
      {},
      new Map([[AMD, 'amd']]),
      'infra/report/Dockerfile',
      `The environment has no build project for ${ARM}.`,
    ],
    [
      'a platform that is not known',
      { 'infra/report/Dockerfile': `FROM ${PYTHON}\n` },
      new Map([
        [AMD, 'amd'],
        [ARM, 'arm'],
      ]),
      'infra/report/Dockerfile',
      'The platform of infra/report/Dockerfile is not known',
    ],
    [
      'a repository that another image has',
      { 'other/report/Dockerfile': `FROM ${PYTHON}\n` },
      new Map([[ARM, 'arm']]),
      'other/report/Dockerfile',
      'Its repository acme/lambda/report is that of infra/report/Dockerfile.',
    ],
  ])('says why %s is a problem', async (_, files, projects, name, problem) => {
    const nodes = await nodesOf(files, projects);
    const node = nodes.find(item => item.target.name === name);
    expect(node?.problem).toContain(problem);
  });
});
