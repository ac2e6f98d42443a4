import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { SourceTree } from '../../source/SourceTree';
import { discoverDeclarations } from './discoverDeclarations';
import { declarationsOf } from './__testUtils__/declarationsOf';

const sam = (context: string) => `
Resources:
  Upload:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image, FunctionName: upload }
    Metadata: { Dockerfile: Dockerfile, DockerContext: ${context} }
`;

function counting(files: Record<string, string>): {
  tree: SourceTree;
  reads: string[];
} {
  const tree = InMemorySourceTree.of(files);
  const reads: string[] = [];
  return {
    reads,
    tree: {
      revision: null,
      files: tree.files,
      read: async path => {
        reads.push(path);
        return tree.read(path);
      },
    },
  };
}

describe('discoverDeclarations', () => {
  it('makes one declaration of one image, whatever declares it, and says function where anything does', async () => {
    const files = {
      'template.yaml': sam('./upload'),
      'other/template.yml': sam('../upload').replace(
        'FunctionName: upload',
        'FunctionName: second',
      ),
      'compose.yaml': 'services: { upload: { build: ./upload } }',
      'docker-bake.hcl':
        'target "x" {\n  context = "upload"\n  target = "dev"\n}',
      'upload/Dockerfile': '',
    };
    const expected = {
      declarations: [
        {
          kind: 'function',
          dockerfile: 'upload/Dockerfile',
          context: 'upload',
          functions: ['second', 'upload'],
          at: 'other/template.yml:3',
        },
        {
          kind: 'image',
          dockerfile: 'upload/Dockerfile',
          context: 'upload',
          target: 'dev',
          at: 'docker-bake.hcl:1',
        },
      ],
      diagnostics: [],
    };
    expect(await declarationsOf(files)).toEqual(expected);
    expect(
      await declarationsOf(Object.fromEntries(Object.entries(files).reverse())),
    ).toEqual(expected);
  });

  it('reads each file that may matter once, and no other', async () => {
    const { tree, reads } = counting({
      'pyproject.toml': '',
      'packages/a/pyproject.toml': '',
      'packages/a/src/a/main.py': 'DockerImageCode',
      'packages/web/package.json': '',
      'packages/web/src/index.ts': 'DockerImageCode',
      'packages/image/package.json': '',
      'packages/image/src/index.ts': '',
      'packages/image/src/other/index.ts': '',
      'packages/image/src/images/one/Dockerfile': '',
      'packages/image/src/images/one/handler.py': '',
      'deploy/cdk.json': '',
      'deploy/app.py': '',
      'deploy/app.ts': '',
      'deploy/app.js': '',
      'deploy/app.d.ts': '',
      'deploy/tests/app.py': '',
      'deploy/test_app.py': '',
      'deploy/node_modules/x/stack.ts': '',
      'deploy/.venv/lib/stack.py': '',
      'deploy/cdk.out/asset.1/infra/app.py': '',
      'infra/stack.py': '',
      'template.yaml': '',
      'values.yaml': '',
      'big/template.yaml': `# ${'x'.repeat(1_000_001)}`,
    });
    await discoverDeclarations(tree);
    expect(reads.sort()).toEqual([
      'deploy/app.py',
      'deploy/app.ts',
      'infra/stack.py',
      'packages/image/src/index.ts',
      'template.yaml',
    ]);
  });

  it('goes on where the tree refuses a file', async () => {
    const tree = InMemorySourceTree.of({
      'a/template.yaml': sam('.'),
      'b/template.yaml': sam('.'),
      'b/Dockerfile': '',
    });
    const { declarations } = await discoverDeclarations({
      revision: null,
      files: tree.files,
      read: async path => {
        if (path.startsWith('a/')) {
          throw new Error('refused');
        }
        return tree.read(path);
      },
    });
    expect(declarations.map(({ dockerfile }) => dockerfile)).toEqual([
      'b/Dockerfile',
    ]);
  });

  const nested = (opening: string, closing: string, count = 100_000) =>
    opening.repeat(count) + closing.repeat(count);
  const aliases = Array.from(
    { length: 30 },
    (_, level) =>
      `a${level}: &a${level} [${level ? `*a${level - 1}, *a${level - 1}` : 'x'}]`,
  ).join('\n');

  it.each<[string, string, string]>([
    [
      'YAML that unfolds without bound',
      'template.yaml',
      `${aliases}\nResources: *a29\nx: [AWS::Serverless::Function, Dockerfile]`,
    ],
    [
      'deep YAML',
      'template.yaml',
      `# AWS::Serverless::Function Dockerfile\n${nested('[', ']')}`,
    ],
    [
      'a deep YAML block',
      'template.yaml',
      `# AWS::Serverless::Function Dockerfile\n${'- '.repeat(100_000)}a`,
    ],
    [
      'an alias of itself',
      'template.yaml',
      'Resources: &r\n  A: *r\n  B: { Type: AWS::Serverless::Function, PackageType: Dockerfile }',
    ],
    [
      'a long line of YAML',
      'template.yaml',
      `# AWS::Serverless::Function Dockerfile\na: ${'x '.repeat(450_000)}`,
    ],
    [
      'nested Serverless variables',
      'serverless.yml',
      `service: ${nested('${', '}', 50_000)}\nfunctions: { a: { image: b } }`,
    ],
    [
      'Serverless variables that grow',
      'serverless.yml',
      `${Array.from(
        { length: 40 },
        (_, level) =>
          `v${level}: '\${self:v${level + 1}}\${self:v${level + 1}}'`,
      ).join('\n')}\nservice: \${self:v0}\nfunctions: { a: { image: b } }`,
    ],
    [
      'deep Python',
      'infra/app.py',
      `# DockerImageCode\nx = ${nested('(', ')')}`,
    ],
    [
      'a long chain of Python',
      'infra/app.py',
      `# DockerImageCode\nx = a${'.b()'.repeat(100_000)}`,
    ],
    [
      'deep Python blocks',
      'infra/app.py',
      `# DockerImageCode\n${Array.from(
        { length: 600 },
        (_, level) => `${' '.repeat(level)}if x:\n`,
      ).join('')}`,
    ],
    [
      'Python texts that grow',
      'infra/app.py',
      `x0 = "xxxxxxxx"\n${Array.from(
        { length: 60 },
        (_, level) => `x${level + 1} = x${level} + x${level}\n`,
      ).join(
        '',
      )}DockerImageFunction(x60, DockerImageCode.from_image_asset(x60))`,
    ],
    [
      'Python functions that call each other',
      'infra/app.py',
      `${Array.from(
        { length: 40 },
        (_, level) =>
          `def f${level}(a):\n  f${level + 1}(a + "1")\n  f${
            level + 1
          }(a + "2")\n  return f${level + 1}(f${level + 1}(a))\n`,
      ).join(
        '',
      )}def f40(a):\n  f0(a)\n  DockerImageFunction(a, code=DockerImageCode.from_image_asset(f0(a)))\n`,
    ],
    [
      'Python loops in loops',
      'infra/app.py',
      `xs = [${'1,'.repeat(500)}]\n${Array.from(
        { length: 20 },
        (_, level) => `${' '.repeat(level)}for x${level} in xs:\n`,
      ).join('')}${' '.repeat(
        20,
      )}DockerImageFunction(x0, DockerImageCode.from_image_asset(x1))`,
    ],
    [
      'deep TypeScript',
      'infra/app.ts',
      `// DockerImageCode\nconst x = ${nested('{a:[', ']}', 50_000)};`,
    ],
    [
      'deep templates of TypeScript',
      'infra/app.ts',
      `// DockerImageCode\nconst x = ${nested('`${', '}`', 20_000)};`,
    ],
    ['deep HCL', 'infra/main.tf', `# docker_image\nx = ${nested('[', ']')}`],
    [
      'deep HCL blocks',
      'infra/main.tf',
      `# docker_image\n${nested('a {\n', '}\n')}`,
    ],
    [
      'deep HCL templates',
      'infra/main.tf',
      `# docker_image\nx = ${nested('"${', '}"')}`,
    ],
    [
      'HCL locals that grow',
      'infra/main.tf',
      `locals {\n${Array.from(
        { length: 60 },
        (_, level) =>
          `l${level} = [local.l${level + 1}, local.l${level + 1}, "x"]\n`,
      ).join(
        '',
      )}}\nresource "aws_lambda_function" "x" {\n package_type = "Image"\n image_uri = join("", local.l0)\n}`,
    ],
    [
      'a module that uses itself',
      'infra/main.tf',
      'module "a" {\n  source = "./."\n}\nmodule "b" {\n  source = "./../infra"\n}\nresource "docker_image" "x" {\n  name = module.a.x\n}',
    ],
    [
      'a matrix without bound',
      'docker-bake.hcl',
      `target "x" {\n context = "."\n matrix = {\n${Array.from(
        { length: 30 },
        (_, axis) => `  m${axis} = [${'"a",'.repeat(30)}]\n`,
      ).join('')} }\n}`,
    ],
    [
      'targets that inherit from each other',
      'docker-bake.hcl',
      Array.from(
        { length: 20 },
        (_, index) =>
          `target "t${index}" {\n context = "."\n inherits = [${Array.from(
            { length: 20 },
            (__, other) => `"t${other}"`,
          ).join()}]\n}\n`,
      ).join(''),
    ],
    [
      'YAML with many mistakes',
      'compose.yaml',
      `services: ${'"a" '.repeat(37_000)}`,
    ],
    [
      'long YAML with many mistakes',
      'compose.yaml',
      `services: ${'"a" '.repeat(200_000)}`,
    ],
    [
      'a long program',
      'infra/stack.py',
      `# DockerImageFunction(\n${','.repeat(140_000)}`,
    ],
    [
      'zero bytes',
      'infra/stack.ts',
      `// DockerImageFunction(\n${'\0'.repeat(140_000)}`,
    ],
    [
      'an endless string of quotes',
      'infra/stack.ts',
      `// DockerImageFunction(\n${"'".repeat(140_000)}`,
    ],
    [
      'sense that ends somewhere',
      'infra/stack.py',
      `# DockerImageFunction(\n${'x = f(a)\n'.repeat(8_000)}${'a.b()'.repeat(14_000)}`,
    ],
  ])('comes to an end with %s', async (_, path, text) => {
    const result = await discoverDeclarations(
      InMemorySourceTree.of({ [path]: text, Dockerfile: '' }),
    );
    for (const diagnostic of result.diagnostics) {
      expect(diagnostic).toMatchObject({
        file: path,
        code: expect.stringMatching(
          /^(?:unreadable-infrastructure|unlinked-function)$/,
        ),
      });
    }
  });
});

it.each([
  [
    'infra/stack.ts',
    "new lambda.DockerImageFunction(this, 'Upload', { code: lambda.DockerImageCode.fromImageAsset('app') });",
    'props.grant(this.role, { actions: ["s3:GetObject"] });',
  ],
  [
    'infra/stack.py',
    "lambda_.DockerImageFunction(self, 'Upload', code=lambda_.DockerImageCode.from_image_asset('app'))",
    'props.grant(self.role, actions=["s3:GetObject"])',
  ],
  [
    'infra/commented.py',
    "lambda_.DockerImageFunction(self, 'Upload', code=lambda_.DockerImageCode.from_image_asset('app'))",
    '    # what was tried before\n\n',
  ],
])('reads stacks that are long, such as %s', async (path, text, filler) => {
  const lines = `${filler}\n`.repeat(Math.floor(70_000 / filler.length));
  const { declarations, diagnostics } = await discoverDeclarations(
    InMemorySourceTree.of({
      [path]: `${lines}${text}\n${lines}`,
      'app/Dockerfile': 'FROM public.ecr.aws/lambda/python:3.12\n',
    }),
  );
  expect(declarations).toMatchObject([{ dockerfile: 'app/Dockerfile' }]);
  expect(diagnostics).toEqual([]);
});

it('refuses programs that are longer than anybody writes', async () => {
  const { declarations, diagnostics } = await discoverDeclarations(
    InMemorySourceTree.of({
      'infra/stack.py': `# DockerImageFunction\n${'x = f(a)\n'.repeat(25_000)}`,
    }),
  );
  expect(declarations).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      code: 'unreadable-infrastructure',
      file: 'infra/stack.py',
      message: 'The program is larger than 150000 characters.',
    },
  ]);
});

it('says where a long program stops making sense', async () => {
  const sense = 'x = f(a)\n'.repeat(10_000);
  const { diagnostics } = await discoverDeclarations(
    InMemorySourceTree.of({
      'infra/stack.py': `# DockerImageFunction\n${sense}${'a.b()'.repeat(10_000)}`,
    }),
  );
  expect(diagnostics).toMatchObject([
    {
      code: 'unreadable-infrastructure',
      file: 'infra/stack.py',
      line: 10_002,
      message: 'The program has too many mistakes from here on.',
    },
  ]);
});
