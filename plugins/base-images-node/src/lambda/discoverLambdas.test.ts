import {
  declaration,
  manifest,
  MONOREPO,
  names,
  readLambda,
  readScenario,
} from './__testUtils__/readScenario';
import { LambdaDeclaration } from './LambdaDeclaration';

const AWS = 'public.ecr.aws/lambda/python:3.12';

describe('discoverLambdas', () => {
  it('reads a Lambda', async () => {
    const { lambda, diagnostics } = await readLambda(
      [
        `FROM ${AWS}`,
        'COPY receipt_dynamo/ /tmp/receipt_dynamo/',
        'COPY receipt_chroma/ /tmp/receipt_chroma/',
        'COPY receipt_label/receipt_label ${LAMBDA_TASK_ROOT}/receipt_label',
        'RUN pip install /tmp/receipt_dynamo /tmp/receipt_chroma && rm -rf /tmp/*',
        'COPY infra/label_lambda/handler.py ${LAMBDA_TASK_ROOT}/',
        'CMD ["handler.main"]',
      ].join('\n'),
      { ...MONOREPO, 'infra/label_lambda/Dockerfile.with_base': 'FROM x' },
    );
    const { commands, ownDiagnostics, ...rest } = lambda;
    expect(rest).toEqual({
      id: 'infra/label_lambda/Dockerfile',
      name: 'label-lambda',
      dockerfile: 'infra/label_lambda/Dockerfile',
      context: '.',
      target: null,
      parent: AWS,
      platform: null,
      python: '3.12',
      functions: [],
      copies: ['receipt-chroma', 'receipt-dynamo', 'receipt-label'],
      vendored: ['receipt-label'],
      installs: [
        { package: 'receipt-chroma', extras: [] },
        { package: 'receipt-dynamo', extras: [] },
      ],
      pinned: [],
      requires: [
        { package: 'receipt-chroma', extras: [] },
        { package: 'receipt-dynamo', extras: [] },
      ],
      missing: [],
      misordered: [],
      confidence: 'exact',
      confidenceLine: null,
      withBaseDockerfile: 'infra/label_lambda/Dockerfile.with_base',
      files: [
        'infra/label_lambda/handler.py',
        'receipt_chroma/pyproject.toml',
        'receipt_chroma/receipt_chroma/__init__.py',
        'receipt_dynamo/pyproject.toml',
        'receipt_dynamo/receipt_dynamo/__init__.py',
        'receipt_label/receipt_label/__init__.py',
      ],
      buildArgs: {},
      buildContexts: {},
      externalImages: [AWS],
      withBase: null,
    });
    expect(diagnostics).toEqual([]);
  });

  it.each<[string, string, string | null, string | null, string | null]>([
    ['an AWS image', `FROM ${AWS}`, AWS, '3.12', null],
    [
      'one of another architecture',
      `FROM ${AWS}-arm64`,
      `${AWS}-arm64`,
      '3.12',
      'linux/arm64',
    ],
    [
      'a platform',
      `FROM --platform=linux/arm64/v8 ${AWS}`,
      AWS,
      '3.12',
      'linux/arm64',
    ],
    [
      'a digest',
      `FROM ${AWS}@sha256:${'0'.repeat(64)}`,
      `${AWS}@sha256:${'0'.repeat(64)}`,
      '3.12',
      null,
    ],
    [
      'Docker Hub',
      'FROM amazon/aws-lambda-python:3.11',
      'amazon/aws-lambda-python:3.11',
      '3.11',
      null,
    ],
    [
      'SAM',
      'FROM public.ecr.aws/sam/emulation-python3.12:1.2-arm64',
      'public.ecr.aws/sam/emulation-python3.12:1.2-arm64',
      '3.12',
      'linux/arm64',
    ],
    [
      'an argument',
      `ARG V=3.12\nARG B=public.ecr.aws/lambda/python:$V\nFROM \${B}`,
      AWS,
      '3.12',
      null,
    ],
    [
      'a default in place',
      `FROM \${BASE_IMAGE_URI:-${AWS}}`,
      AWS,
      '3.12',
      null,
    ],
    [
      'a stage',
      `FROM ${AWS} AS Base\nFROM base AS next\nFROM next`,
      AWS,
      '3.12',
      null,
    ],
    [
      'the runtime client',
      'FROM python:3.12-slim\nENTRYPOINT ["python", "-m", "awslambdaric"]',
      'python:3.12-slim',
      '3.12',
      null,
    ],
    [
      'the runtime client as a command',
      'FROM python:3.13\nCMD python -m awslambdaric app.main',
      'python:3.13',
      '3.13',
      null,
    ],
    [
      'the web adapter',
      'FROM debian\nCOPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.8.4 /lambda-adapter /opt/extensions/',
      'debian',
      null,
      null,
    ],
    [
      'a tag that is not known',
      'ARG T\nFROM public.ecr.aws/lambda/python:$T',
      null,
      null,
      null,
    ],
  ])(
    'knows a Lambda by %s',
    async (_, dockerfile, parent, python, platform) => {
      const { lambda } = await readLambda(dockerfile);
      expect(lambda).toMatchObject({ parent, python, platform });
    },
  );

  it.each([
    'FROM python:3.12',
    'FROM 123456789012.dkr.ecr.us-east-1.amazonaws.com/lambda/python:3.12',
    `FROM ${AWS} AS build\nFROM debian`,
    `FROM ${AWS} AS debian\nFROM other`,
    'FROM example.org/public.ecr.aws/lambda/python:3.12',
    'FROM $IMAGE',
    'FROM scratch',
    'FROM public.ecr.aws/sam/build-python3.12:1.2-arm64',
    'FROM python:3.12\nRUN pip install awslambdaric',
    `# FROM ${AWS}\nFROM debian`,
  ])('knows that %j is none', async dockerfile => {
    const { lambdas } = await readLambda(dockerfile);
    expect(lambdas).toEqual([]);
  });

  it('knows that a Dockerfile that only builds a zip is none', async () => {
    const read = (...kinds: LambdaDeclaration['kind'][]) =>
      readLambda(
        `FROM ${AWS}`,
        MONOREPO,
        kinds.map(kind => declaration({ kind })),
      );
    expect((await read('archive')).lambdas).toEqual([]);
    expect((await read('archive', 'image')).lambdas).toEqual([]);
    expect((await read('archive', 'function')).lambdas).toHaveLength(1);
  });

  it('looks at files that are named like Dockerfiles', async () => {
    const paths = [
      'a/Dockerfile',
      'a/Dockerfile.dev',
      'a/api.Dockerfile',
      'a/api2.dockerfile',
      'b/Containerfile',
      'b/Containerfile.x',
      'c/docker/lambda/Dockerfile',
      'Dockerfile',
    ];
    const others = [
      'a/Dockerfile.with_base',
      'a/Dockerfile.dockerignore',
      'a/Dockerfile.j2',
      'a/README.Dockerfile.md',
      'a/NotDockerfile',
    ];
    const text = `FROM ${AWS}`;
    const { lambdas } = await readScenario(
      Object.fromEntries([...paths, ...others].map(path => [path, text])),
    );
    expect(lambdas.map(({ id, name }) => [id, name])).toEqual([
      ['Dockerfile', 'lambda'],
      ['a/Dockerfile', 'a'],
      ['a/Dockerfile.dev', 'a-dev'],
      ['a/api.Dockerfile', 'a-api'],
      ['a/api2.dockerfile', 'a-api2'],
      ['b/Containerfile', 'b'],
      ['b/Containerfile.x', 'b-x'],
      ['c/docker/lambda/Dockerfile', 'c'],
    ]);
  });

  it.each([
    ['sources in its own folder', 'COPY handler.py .', 'infra/label_lambda'],
    ['sources in the root', 'COPY infra/label_lambda/handler.py .', '.'],
    ['sources in between', 'COPY label_lambda/handler.py .', 'infra'],
    [
      'sources in different folders',
      'COPY handler.py receipt_dynamo .',
      'infra/label_lambda',
    ],
    [
      'most sources in one',
      'COPY handler.py receipt_dynamo receipt_label .',
      '.',
    ],
    ['a pattern', 'COPY receipt_*/pyproject.toml /x/', '.'],
    [
      'a pattern that matches nowhere',
      'COPY nope* handler.py /x/',
      'infra/label_lambda',
    ],
    [
      'a mount',
      'RUN --mount=type=bind,source=receipt_dynamo,target=/x true',
      '.',
    ],
    ['all of it', 'COPY . .', 'infra/label_lambda'],
    ['nothing', 'RUN true', 'infra/label_lambda'],
    [
      'all of it, with an install that tells',
      'COPY . .\nRUN pip install ./receipt_dynamo',
      '.',
    ],
    [
      'all of it, with a project that is installed',
      'COPY . .\nRUN cd receipt_dynamo && uv sync',
      '.',
    ],
    [
      'all of it, with a script that is run',
      'COPY . .\nRUN sh scripts/install.sh',
      '.',
    ],
    [
      'another stage and image',
      'COPY --from=x:1 receipt_dynamo .',
      'infra/label_lambda',
    ],
    ['a URL', 'ADD https://example.org/receipt_dynamo .', 'infra/label_lambda'],
  ])('infers the context from %s', async (_, line, context) => {
    const { lambda } = await readLambda(`FROM ${AWS}\n${line}`, {
      ...MONOREPO,
      'scripts/install.sh': 'true\n',
    });
    expect(lambda.context).toBe(context);
  });

  describe('with declarations', () => {
    it('takes context, target, arguments, platform and functions from them', async () => {
      const { lambdas } = await readLambda(
        'ARG BASE\nFROM ${BASE} AS one\nCOPY app.py /x/\nFROM one AS two\nRUN true',
        { ...MONOREPO, 'src/app.py': '' },
        [
          declaration({
            context: 'src',
            target: 'one',
            buildArgs: { BASE: 'example.org/lambda/python:3.12' },
            platform: 'linux/arm64/v8',
            functions: ['b', 'a'],
          }),
          declaration({ context: 'src', target: 'one', functions: ['c'] }),
        ],
      );
      expect(lambdas).toHaveLength(1);
      expect(lambdas[0]).toMatchObject({
        id: 'infra/label_lambda/Dockerfile#one@src',
        name: 'label-lambda-one',
        context: 'src',
        target: 'one',
        parent: 'example.org/lambda/python:3.12',
        platform: 'linux/arm64',
        python: '3.12',
        functions: ['a', 'b', 'c'],
        files: ['src/app.py'],
        buildArgs: { BASE: 'example.org/lambda/python:3.12' },
      });
    });

    it('leaves the context out of the id where it is the one that would be inferred', async () => {
      const { lambda } = await readLambda(
        'FROM debian\nCOPY receipt_dynamo /x',
        MONOREPO,
        [declaration({ context: '.' })],
      );
      expect(lambda.id).toBe('infra/label_lambda/Dockerfile');
    });

    it('makes one Lambda for each context and target', async () => {
      const { lambdas } = await readLambda(
        'FROM debian AS one\nFROM debian AS two',
        MONOREPO,
        [
          declaration({ target: 'one' }),
          declaration({ target: 'two' }),
          declaration({ target: 'two', context: 'infra' }),
        ],
      );
      expect(lambdas.map(lambda => lambda.id)).toEqual([
        'infra/label_lambda/Dockerfile#one',
        'infra/label_lambda/Dockerfile#two',
        'infra/label_lambda/Dockerfile#two@infra',
      ]);
    });

    it('makes no Lambda of an image that is merely built', async () => {
      const image = declaration({ kind: 'image', context: 'infra' });
      const other = await readLambda('FROM debian', MONOREPO, [image]);
      expect(other.lambdas).toEqual([]);
      const lambda = await readLambda(`FROM ${AWS}`, MONOREPO, [image]);
      expect(lambda.lambdas.map(item => item.id)).toEqual([
        'infra/label_lambda/Dockerfile@infra',
      ]);
      const both = await readLambda('FROM debian', MONOREPO, [
        image,
        declaration({ functions: ['f'] }),
      ]);
      expect(both.lambdas).toMatchObject([
        { context: 'infra', functions: ['f'] },
      ]);
    });

    it('copies from named contexts', async () => {
      const { lambda } = await readLambda(
        `FROM ${AWS}\nCOPY --from=pkg . /p\nRUN pip install /p`,
        MONOREPO,
        [declaration({ buildContexts: { pkg: 'receipt_dynamo' } })],
      );
      expect(names(lambda.installs)).toEqual(['receipt-dynamo']);
      expect(lambda.files).toEqual([
        'receipt_dynamo/pyproject.toml',
        'receipt_dynamo/receipt_dynamo/__init__.py',
      ]);
    });

    it('reports Dockerfiles and stages that do not exist', async () => {
      const { diagnostics } = await readLambda('FROM debian', MONOREPO, [
        declaration({ target: 'nope' }),
        declaration({ dockerfile: 'nope/Dockerfile' }),
      ]);
      expect(diagnostics).toEqual([
        'error missing-dockerfile base-images.yaml:3',
        'error unknown-target base-images.yaml:3',
      ]);
    });
  });

  it('counts a package as copied by its own files alone', async () => {
    const files = {
      ...MONOREPO,
      'pyproject.toml': manifest('whole'),
      'receipt_dynamo/plugin/pyproject.toml': manifest('plugin'),
      'receipt_dynamo/plugin/data.json': '{}',
    };
    const copies = async (text: string) =>
      (await readLambda(`FROM ${AWS}\n${text}`, files)).lambda.copies;
    expect(await copies('COPY receipt_dynamo/plugin /x')).toEqual(['plugin']);
    expect(await copies('COPY receipt_dynamo /x')).toEqual([
      'plugin',
      'receipt-dynamo',
    ]);
    expect(await copies('COPY infra/label_lambda/handler.py /x')).toEqual([
      'whole',
    ]);
    expect(await copies('COPY receipt_dynamo /x\nRUN rm -rf /x')).toEqual([
      'plugin',
      'receipt-dynamo',
    ]);
    expect(
      await copies(
        `COPY receipt_dynamo /x\nCOPY receipt_label /y\nFROM ${AWS}\nCOPY --from=0 /y /z`,
      ),
    ).toEqual(['receipt-label']);
    expect(
      await copies(
        'RUN --mount=type=bind,source=receipt_dynamo,target=/x pip install /x',
      ),
    ).toEqual([]);
  });

  it('lets the ignore file of the Dockerfile win over that of the context', async () => {
    const text = `FROM ${AWS}\nCOPY receipt_dynamo /x`;
    const files = { ...MONOREPO, '.dockerignore': '**/*.toml' };
    const one = await readLambda(text, files);
    expect(one.lambda.files).toEqual([
      'receipt_dynamo/receipt_dynamo/__init__.py',
    ]);
    const two = await readLambda(text, {
      ...files,
      'infra/label_lambda/Dockerfile.dockerignore': '**/*.py',
    });
    expect(two.lambda.files).toEqual(['receipt_dynamo/pyproject.toml']);
  });

  it('reports what is wrong with a Dockerfile, and reads the rest of it', async () => {
    const { lambda, messages } = await readLambda(
      `FROM ${AWS}\nCOPY receipt_dynamo /x\nINSTALL it\nRUN pip install /x\nRUN <<EOF\n`,
    );
    expect(names(lambda.installs)).toEqual(['receipt-dynamo']);
    expect(
      messages.map(({ code, severity, line }) => [code, severity, line]),
    ).toEqual([
      ['invalid-dockerfile', 'error', 3],
      ['invalid-dockerfile', 'error', 5],
    ]);
    const empty = await readScenario({ 'a/Dockerfile': '# nothing' });
    expect(empty.diagnostics).toEqual([
      'error invalid-dockerfile a/Dockerfile:1',
    ]);
  });
});
