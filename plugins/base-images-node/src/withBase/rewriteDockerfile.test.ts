import {
  openMonorepo,
  readCases,
  rewrite,
  show,
  targetFiles,
} from './__testUtils__/rewriteCases';

const IMAGE = 'public.ecr.aws/lambda/python:3.12';

function byName({ name }: { name: string }): boolean {
  return name === 'dynamo';
}

describe('rewriteDockerfile', () => {
  it.each(readCases('rewritten.txt').map(item => [item.title, item] as const))(
    'rewrites %s',
    async (_, { dockerfile, baseImage, target, expected }) => {
      const files = targetFiles(target);
      const result = await rewrite(dockerfile, baseImage, files);
      expect(show(result)).toBe(expected);
      expect(show(await rewrite(expected, baseImage, files))).toBe(expected);
    },
  );

  it.each(readCases('refused.txt').map(item => [item.title, item] as const))(
    'refuses %s',
    async (_, { dockerfile, baseImage, expected }) => {
      const result = await rewrite(dockerfile, baseImage);
      expect(expected).toMatch(/^\d+: /);
      expect(show(result)).toBe(expected);
    },
  );

  it('tells what it takes out and what it leaves in', async () => {
    const result = await rewrite(
      [
        `FROM ${IMAGE}`,
        'COPY dynamo /tmp/dynamo',
        'COPY chroma dynamo /srv/both/',
        'COPY chroma /tmp/chroma',
        'RUN pip install /tmp/dynamo \\',
        '      /tmp/chroma \\',
        '  && rm -rf /tmp/dynamo',
        'RUN pip install -r /tmp/dynamo/x.txt || true',
      ].join('\n'),
      'dynamo',
      { 'dynamo/x.txt': '' },
    );
    const dynamo = { package: 'dynamo', extras: [] };
    expect(result).toMatchObject({
      removed: [{ kind: 'install', line: 5, endLine: 6, packages: [dynamo] }],
      kept: [
        { kind: 'copy', line: 2, packages: [dynamo] },
        { kind: 'copy', line: 3, packages: [dynamo] },
      ],
    });
  });

  it('keeps line breaks, a byte order mark, and a missing last one', async () => {
    const dockerfile = `\uFEFF# A\r\nFROM ${IMAGE}\r\nCOPY dynamo /tmp/dynamo\r\nRUN pip install /tmp/dynamo && \\\r\n    echo a`;
    expect(show(await rewrite(dockerfile, 'dynamo'))).toBe(
      [
        '\uFEFF# A',
        '# On the base image dynamo, or without it when this is empty.',
        'ARG BASE_IMAGE_URI',
        `FROM ${IMAGE} AS prepared`,
        'COPY dynamo /tmp/dynamo',
        'RUN pip install /tmp/dynamo && \\',
        '    echo a',
        '',
        `FROM \${BASE_IMAGE_URI:-${IMAGE}} AS prepared-on-base`,
        'RUN echo a',
        '',
        'FROM prepared${BASE_IMAGE_URI:+-on-base}',
      ].join('\r\n'),
    );
  });

  it('takes out copies of packages that the ignore file leaves out of the context', async () => {
    const dockerfile = `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\n`;
    const files = { '.dockerignore': '*\n!infra\n' };
    expect(show(await rewrite(dockerfile, 'dynamo', files))).toBe(
      [
        '# On the base image dynamo, or without it when this is empty.',
        'ARG BASE_IMAGE_URI',
        `FROM ${IMAGE} AS prepared`,
        'COPY dynamo /tmp/dynamo',
        'RUN pip install /tmp/dynamo',
        '',
        `FROM \${BASE_IMAGE_URI:-${IMAGE}} AS prepared-on-base`,
        '',
        'FROM prepared${BASE_IMAGE_URI:+-on-base}',
        '',
      ].join('\n'),
    );
  });

  it.each(['x\nRUN evil', 'x AS y', '${X}', 'x:latest', '../x', ''])(
    'refuses a base image named %j',
    async name => {
      const { baseImages, sources } = await openMonorepo(
        `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\n`,
      );
      const [lambda] = sources.lambdas;
      const baseImage = { ...baseImages.find(byName)!, name };
      expect(show(await sources.rewrite(lambda, baseImage))).toBe(
        '1: The name of the base image is none that can be written into a Dockerfile.\n',
      );
    },
  );

  it('writes nothing into a Dockerfile that could be an instruction', async () => {
    const result = await rewrite(
      `FROM ${IMAGE}\nCOPY dynamo /tmp/dynamo\nRUN pip install /tmp/dynamo\n`,
      'dynamo',
      {
        'dynamo/pyproject.toml':
          '[project]\nname = "dynamo\\nRUN evil"\nversion = "1"\n',
      },
    );
    expect(show(result)).not.toContain('evil');
  });
});
