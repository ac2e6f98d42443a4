import { declarationsOf } from './__testUtils__/declarationsOf';

const python = (body: string) => `
import os
from os import path
from pathlib import Path
from aws_cdk import Stack, aws_lambda as lambda_, aws_ecr_assets as ecr_assets
${body}
`;

const typeScript = (body: string) => `
import * as path from 'path';
import { fileURLToPath } from 'url';
import { Stack, StackProps, aws_lambda as lambda } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
${body}
`;

const stack = (code: string, more = '', before = '') =>
  python(`
${before}
class Service(Stack):
    def __init__(self, scope, construct_id, stage, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        lambda_.DockerImageFunction(
            self,
            "Upload",  # the construct
            code=${code},
            ${more}
        )
`);

const constructor = (code: string, more = '', before = '') =>
  typeScript(`
${before}
export class Service extends Stack {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, props);
    new lambda.DockerImageFunction(this, 'Upload', {
      code: ${code},
      ${more}
    });
  }
}
`);

describe('readCdk', () => {
  it.each<[string, string, object]>([
    [
      'a folder from the project',
      stack('lambda_.DockerImageCode.from_image_asset("services/upload")'),
      {},
    ],
    [
      'os.path from the file, with every argument',
      stack(
        `lambda_.DockerImageCode.from_image_asset(
                directory=os.path.join(os.path.dirname(__file__), "..", "services", "upload"),
                file="Dockerfile",
                target="function",
                build_args={"MODE": "lambda", "TAG": stage},
                platform=ecr_assets.Platform.LINUX_ARM64,
            )`,
        'function_name=f"receipts-{stage}-upload",',
      ),
      {
        target: 'function',
        buildArgs: { MODE: 'lambda' },
        platform: 'linux/arm64',
        functions: ['receipts-{stage}-upload'],
      },
    ],
    [
      'pathlib, constants of the module, the platform from the architecture',
      stack(
        'lambda_.DockerImageCode.from_image_asset(str(SERVICES / "upload"))',
        'architecture=lambda_.Architecture.X86_64,',
        `ROOT = Path(__file__).resolve().parents[1]
SERVICES: Path = ROOT / "services"`,
      ),
      { platform: 'linux/amd64' },
    ],
    [
      'a variable, a conditional expression and an f-string',
      stack(
        'code',
        'function_name="{}-upload".format(stage),',
        `base = path.abspath(path.join(path.dirname(__file__), path.pardir if False else ".."))
code = lambda_.DockerImageCode.from_image_asset(f"{base}/services/{'upload'}")`,
      ),
      { functions: ['{stage}-upload'] },
    ],
    [
      'a function that takes an image asset',
      stack(
        'lambda_.DockerImageCode.from_ecr(asset.repository, tag_or_digest=asset.image_tag)',
        '',
        `asset = ecr_assets.DockerImageAsset(app, "Image", directory="services/upload")`,
      ),
      {},
    ],
  ])('Python: %s', async (_, text, expected) => {
    const { declarations, diagnostics } = await declarationsOf({
      'deploy/cdk.json': '{}',
      'deploy/stacks/service.py': text,
      'deploy/services/upload/Dockerfile': '',
      'services/upload/Dockerfile': '',
    });
    expect(diagnostics).toEqual([]);
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'deploy/services/upload/Dockerfile',
        context: 'deploy/services/upload',
        functions: ['Upload'],
        at: expect.stringMatching(/^deploy\/stacks\/service\.py:\d+$/),
        ...expected,
      },
    ]);
  });

  it.each<[string, string, object]>([
    [
      'path.join from __dirname, with every option',
      constructor(
        `lambda.DockerImageCode.fromImageAsset(path.join(__dirname, '../services', 'upload'), {
        file: 'Dockerfile', target: 'function', platform: Platform.LINUX_ARM64,
        buildArgs: { MODE: 'lambda', ...extra, 'TAG': props.tag },
      })`,
        'functionName: `receipts-${props.stage}-upload`,',
        "const extra = { MORE: '1' };",
      ),
      {
        target: 'function',
        buildArgs: { MODE: 'lambda', MORE: '1' },
        platform: 'linux/arm64',
        functions: ['receipts-{stage}-upload'],
      },
    ],
    [
      'modules: the folder from import.meta.url',
      constructor(
        'lambda.DockerImageCode.fromImageAsset(path.resolve(here, "..", "services/upload"))',
        'architecture: lambda.Architecture.ARM_64,',
        'const here = path.dirname(fileURLToPath(import.meta.url));',
      ),
      { platform: 'linux/arm64' },
    ],
    [
      'a relative folder from the project, options from a variable',
      constructor(
        "lambda.DockerImageCode.fromImageAsset('./services/upload', options)",
        '',
        "const options = { buildArgs: { MODE: 'lambda' } } as const;",
      ),
      { buildArgs: { MODE: 'lambda' } },
    ],
    [
      'a field of the class and a default',
      typeScript(`
class Service extends Stack {
  private readonly folder = path.join(__dirname, '..', 'services');
  constructor(scope: Construct, id: string, props?: Props) {
    super(scope, id);
    const name = props?.name ?? 'upload';
    new lambda.DockerImageFunction(this, 'Upload', {
      code: lambda.DockerImageCode.fromImageAsset(\`\${this.folder}/\${name}\`),
    });
  }
}`),
      {},
    ],
  ])('TypeScript: %s', async (_, text, expected) => {
    const { declarations, diagnostics } = await declarationsOf({
      'deploy/cdk.json': '{}',
      'deploy/lib/service.ts': text,
      'deploy/services/upload/Dockerfile': '',
    });
    expect(diagnostics).toEqual([]);
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'deploy/services/upload/Dockerfile',
        context: 'deploy/services/upload',
        functions: ['Upload'],
        at: expect.stringMatching(/^deploy\/lib\/service\.ts:\d+$/),
        ...expected,
      },
    ]);
  });

  it.each<[string, string, string]>([
    [
      'Python: helpers and loops, once for each caller and each item',
      'infra/app.py',
      python(`
HERE = Path(__file__).parent
LAMBDAS = {"one": "Dockerfile.one", "two": "Dockerfile.two"}

class Service(Stack):
    def build(self, name, dockerfile):
        return lambda_.DockerImageFunction(self, name,
            code=lambda_.DockerImageCode.from_image_asset(
                str(HERE.parent / "lambdas"), file=dockerfile))

    def __init__(self, scope, id):
        super().__init__(scope, id)
        for name, dockerfile in LAMBDAS.items():
            self.build(f"{name}-fn", dockerfile)
`),
    ],
    [
      'TypeScript: helpers and loops, once for each caller and each item',
      'infra/app.ts',
      typeScript(`
const lambdas = [{ name: 'one', file: 'Dockerfile.one' }, { name: 'two', file: 'Dockerfile.two' }];
class Service extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    lambdas.forEach(({ name, file }) => this.build(name + '-fn', file));
  }
  private build(name: string, file: string) {
    return new lambda.DockerImageFunction(this, name, {
      code: lambda.DockerImageCode.fromImageAsset(path.join(__dirname, '../lambdas'), { file }),
    });
  }
}`),
    ],
  ])('%s', async (_, path, text) => {
    const { declarations, diagnostics } = await declarationsOf({
      [path]: text,
      'lambdas/Dockerfile.one': '',
      'lambdas/Dockerfile.two': '',
    });
    expect(diagnostics).toEqual([]);
    expect(declarations).toMatchObject(
      ['one', 'two'].map(name => ({
        kind: 'function',
        dockerfile: `lambdas/Dockerfile.${name}`,
        context: 'lambdas',
        functions: [`${name}-fn`],
      })),
    );
  });

  it('does not take zip builds in Docker, containers of other services or unused assets for Lambdas', async () => {
    expect(
      await declarationsOf({
        'cdk/app.py': python(`
zipped = lambda_.Function(app, "Zip", runtime=lambda_.Runtime.PYTHON_3_12, handler="a.b",
    code=lambda_.Code.from_docker_build("..", file="Dockerfile"))
asset = ecr_assets.DockerImageAsset(app, "Service", directory="..")
`),
        'cdk/app.ts': typeScript(`
new lambda.Function(app, 'Zip', { code: lambda.Code.fromDockerBuild('..'), handler: 'a.b' });
new lambda.Function(app, 'Bundled', { code: lambda.Code.fromAsset('..', { bundling: { image: DockerImage.fromBuild('..') } }) });
ecs.ContainerImage.fromAsset('..');
// DockerImageCode
`),
        Dockerfile: '',
      }),
    ).toEqual({
      declarations: [
        {
          kind: 'image',
          dockerfile: 'Dockerfile',
          context: '.',
          at: 'cdk/app.py:9',
        },
      ],
      diagnostics: [],
    });
  });

  it('tells Dockerfiles that build zips', async () => {
    expect(
      await declarationsOf({
        'cdk/app.py': python(`
def make(code_dir: str = "./"):
    lambda_.Function(app, "Zip", handler="a.b",
        code=lambda_.Code.from_docker_build(path=os.path.abspath(code_dir), file="one/Dockerfile", platform="linux/amd64"))
make()
`),
        'cdk/cdk.json': '{}',
        'cdk/app.ts': typeScript(`
new lambda.Function(app, 'Zip', { code: lambda.Code.fromDockerBuild(path.join(__dirname, '..')), handler: 'a.b' });
new lambda.Function(app, 'Unknown', { code: lambda.Code.fromDockerBuild(folder), handler: 'a.b' });
`),
        Dockerfile: '',
        'cdk/one/Dockerfile': '',
      }),
    ).toMatchObject({
      declarations: [
        { kind: 'archive', dockerfile: 'Dockerfile', context: '.' },
        { kind: 'archive', dockerfile: 'cdk/one/Dockerfile', context: 'cdk' },
      ],
      diagnostics: [],
    });
  });

  it('tells what it cannot follow, with its line', async () => {
    expect(
      await declarationsOf({
        'cdk/app.py': python(`
lambda_.DockerImageFunction(app, "A", code=lambda_.DockerImageCode.from_image_asset(settings.folder))
lambda_.DockerImageFunction(app, "B", code=lambda_.DockerImageCode.from_ecr(repository))
lambda_.DockerImageFunction(app, "C", code=lambda_.DockerImageCode.from_image_asset("../../../../x"))
`),
      }),
    ).toEqual({
      declarations: [],
      diagnostics: [
        'info unreadable-infrastructure cdk/app.py:7 The Dockerfile or the build context of this image is only known when the code runs.',
        'info unlinked-function cdk/app.py:8 The function B runs a container image, but its Dockerfile cannot be told from the infrastructure code.',
        'warning unreadable-infrastructure cdk/app.py:9 The Dockerfile "../../../../x/Dockerfile" is outside of the source tree.',
      ],
    });
  });

  it.each<[string, string, object[]]>([
    [
      'in one folder above',
      'services/upload/Dockerfile',
      [{ dockerfile: 'services/upload/Dockerfile', functions: ['upload'] }],
    ],
    ['in several folders above', 'services/Dockerfile', []],
    ['that may be anywhere', 'Dockerfile', []],
  ])(
    'takes a Dockerfile of an unknown context %s',
    async (_, dockerfile, expected) => {
      const { declarations, diagnostics } = await declarationsOf({
        'cdk/lib/stack.ts': typeScript(`
import { Paths } from './paths';
new lambda.DockerImageFunction(this, 'Upload', {
  functionName: 'upload',
  code: lambda.DockerImageCode.fromImageAsset(Paths.root, { file: '${dockerfile}' }),
});
`),
        'services/upload/Dockerfile': '',
        'services/Dockerfile': '',
        'cdk/services/Dockerfile': '',
        Dockerfile: '',
      });
      expect(declarations).toMatchObject(expected);
      expect(declarations).toHaveLength(expected.length);
      expect(declarations).not.toContainEqual(
        expect.objectContaining({ context: expect.anything() }),
      );
      expect(diagnostics).toHaveLength(expected.length ? 0 : 1);
    },
  );
});
