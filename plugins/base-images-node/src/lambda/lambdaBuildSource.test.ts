import { scan } from '../scan';
import { InMemorySourceTree } from '../source/InMemorySourceTree';

const DOCKERFILE = `FROM ghcr.io/acme/tools:1 AS tools
FROM public.ecr.aws/lambda/python:3.12
COPY --from=tools /bin/tool /bin/tool
COPY a /tmp/a
COPY b /tmp/b
RUN pip install /tmp/a /tmp/b
COPY infra/report/handler.py ./
CMD ["handler.handler"]
`;

const WITH_BASE = `ARG BASE_IMAGE_URI
FROM ghcr.io/acme/tools:1 AS tools
FROM public.ecr.aws/lambda/python:3.12 AS prepared
COPY --from=tools /bin/tool /bin/tool
COPY a /tmp/a
COPY b /tmp/b
RUN pip install /tmp/a /tmp/b
FROM \${BASE_IMAGE_URI:-public.ecr.aws/lambda/python:3.12} AS prepared-on-base
COPY --from=tools /bin/tool /bin/tool
COPY b /tmp/b
RUN pip install /tmp/b
FROM prepared\${BASE_IMAGE_URI:+-on-base}
COPY infra/report/handler.py ./
CMD ["handler.handler"]
`;

const FILES = {
  'base-images.yaml': `version: 1
images:
  - name: shared
    from: public.ecr.aws/lambda/python:3.12
    packages: [a]
    maxAge: 2w
    setup: ['COPY --from=ghcr.io/acme/tools:2 /bin/tool /bin/tool']
  - name: agents
    from: shared
    packages: [b]
    constraints: constraints.txt
`,
  'constraints.txt': 'boto3==1.2\n',
  'a/pyproject.toml': '[project]\nname = "a"\nversion = "1"\n',
  'a/a.py': 'A = 1\n',
  'b/pyproject.toml': '[project]\nname = "b"\nversion = "1"\n',
  'infra/report/Dockerfile': DOCKERFILE,
  'infra/report/Dockerfile.with_base': WITH_BASE,
  'infra/report/handler.py': 'import a, b\n',
};

const scanFiles = (changed: Record<string, string> = {}) =>
  scan(InMemorySourceTree.of({ ...FILES, ...changed }));

async function buildOf(changed?: Record<string, string>) {
  const { lambdas } = await scanFiles(changed);
  return lambdas[0].build;
}

describe('what images are built from', () => {
  it('tells a Lambda with and without a base image apart', async () => {
    const { original, withBase } = await buildOf();
    expect(original).toMatchObject({
      dockerfile: 'infra/report/Dockerfile',
      packages: ['a', 'b'],
      externalImages: [
        'ghcr.io/acme/tools:1',
        'public.ecr.aws/lambda/python:3.12',
      ],
    });
    expect(withBase).toMatchObject({
      dockerfile: 'infra/report/Dockerfile.with_base',
      packages: ['b'],
      externalImages: ['ghcr.io/acme/tools:1'],
      leavesOut: [{ package: 'a', extras: [] }],
    });
    expect(withBase!.sourceHash).not.toBe(original.sourceHash);
  });

  it.each([
    ['a package of the base image', { 'a/a.py': 'A = 2\n' }, true, false],
    ['a package that stays', { 'b/b.py': 'B = 2\n' }, true, true],
    ['the handler', { 'infra/report/handler.py': '' }, true, true],
    [
      'the rewritten Dockerfile',
      { 'infra/report/Dockerfile.with_base': `# one\n${WITH_BASE}` },
      false,
      true,
    ],
  ])('changes with %s', async (_, changed, original, withBase) => {
    const before = await buildOf();
    const after = await buildOf(changed as Record<string, string>);
    expect([
      after.original.sourceHash !== before.original.sourceHash,
      after.withBase!.sourceHash !== before.withBase!.sourceHash,
    ]).toEqual([original, withBase]);
  });

  it('tells what a base image reads', async () => {
    const { baseImages } = await scanFiles();
    const [agents, shared] = baseImages;
    expect(shared).toMatchObject({
      maxAgeHours: 14 * 24,
      build: {
        packages: ['a'],
        dependenciesHash: null,
        externalImages: [
          'ghcr.io/acme/tools:2',
          'public.ecr.aws/lambda/python:3.12',
        ],
      },
    });
    expect(agents).toMatchObject({
      maxAgeHours: null,
      build: { packages: ['b'], externalImages: [] },
    });
    const changed = await scanFiles({ 'constraints.txt': 'boto3==1.3\n' });
    expect(changed.baseImages[0].build).toEqual({
      ...agents.build,
      sourceHash: expect.not.stringMatching(agents.build.sourceHash),
      dependenciesHash: expect.not.stringMatching(
        agents.build.dependenciesHash!,
      ),
    });
  });

  it('says so when an image cannot be told', async () => {
    const { original } = await buildOf({
      'infra/report/Dockerfile': `ARG TOOLS\nFROM \${TOOLS} AS tools\n${DOCKERFILE.slice(DOCKERFILE.indexOf('\n') + 1)}`,
    });
    expect(original.externalImages).toBeNull();
  });
});
