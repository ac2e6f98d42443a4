import { declarationsOf } from './__testUtils__/declarationsOf';

const python = (body: string) => `
import pulumi
import pulumi_aws as aws
import pulumi_awsx as awsx
import pulumi_docker as docker
import pulumi_docker_build as docker_build
from components import CodeBuildDockerImage
stack = pulumi.get_stack()
${body}
`;

describe('readPulumi', () => {
  it.each<[string, string, object]>([
    [
      'the component of the guide: paths from the repository, a name template',
      python(`
def create(name, role):
    image = CodeBuildDockerImage(
        f"{name}-image",
        dockerfile_path="infra/upload/Dockerfile",
        # the root of the repository
        build_context_path=".",
        source_paths=["shared"],
        lambda_function_name=f"{name}-{stack}-upload",
        lambda_config={"role_arn": role.arn},
        platform="linux/arm64",
    )
`),
      {
        context: '.',
        platform: 'linux/arm64',
        functions: ['{name}-{stack}-upload'],
      },
    ],
    [
      'arguments from variables, a name that is given only sometimes, build arguments',
      python(`
class Upload(pulumi.ComponentResource):
    def __init__(self, name: str, config=None):
        dockerfile = "infra/" + "upload/Dockerfile"
        function_name = f"{name}-{stack}" if config else None
        self.image = CodeBuildDockerImage(
            name,
            dockerfile_path=dockerfile,
            build_context_path="infra/upload",
            build_args={"MODE": "lambda"},
            lambda_function_name=function_name,
        )
`),
      {
        context: 'infra/upload',
        buildArgs: { MODE: 'lambda' },
        functions: ['{name}-{stack}'],
      },
    ],
    [
      'without a function name, the one that the component makes',
      python(`
CodeBuildDockerImage("upload", dockerfile_path="infra/upload/Dockerfile", build_context_path=".")
`),
      { context: '.', functions: ['upload-{stack}'] },
    ],
    [
      'docker_build.Image with a function that uses it',
      python(`
image = docker_build.Image(
    "upload",
    context=docker_build.BuildContextArgs(location="./upload"),
    dockerfile={"location": "./upload/Dockerfile"},
    target="function",
    build_args={"MODE": "lambda"},
    platforms=[docker_build.Platform.LINUX_ARM64],
    tags=[repository.repository_url],
)
aws.lambda_.Function("upload-fn", package_type="Image", image_uri=image.ref, name=f"upload-{stack}")
`),
      {
        context: 'infra/upload',
        target: 'function',
        buildArgs: { MODE: 'lambda' },
        platform: 'linux/arm64',
        functions: ['upload-{stack}'],
      },
    ],
    [
      'docker.Image with a build, used through an output; the platform from the function',
      python(`
image = docker.Image("upload", build=docker.DockerBuildArgs(context="upload"), image_name=repository.url)
uri = image.repo_digest.apply(lambda digest: digest)
aws.lambda_.Function("upload-fn", package_type="Image", image_uri=uri, architectures=["x86_64"])
`),
      {
        context: 'infra/upload',
        platform: 'linux/amd64',
        functions: ['upload-fn'],
      },
    ],
    [
      'awsx.ecr.Image, linked by the repository that both name',
      python(`
repository = aws.ecr.Repository("receipts")
image = awsx.ecr.Image("upload", repository_url=repository.repository_url, context="./upload")
aws.lambda_.Function("upload-fn", package_type="Image",
    image_uri=pulumi.Output.concat(repository.repository_url, ":latest"))
`),
      { context: 'infra/upload', functions: ['upload-fn'] },
    ],
  ])('Python: %s', async (_, text, expected) => {
    const { declarations, diagnostics } = await declarationsOf({
      'infra/Pulumi.yaml': 'name: receipts',
      'infra/components/images.py': text,
      'infra/upload/Dockerfile': '',
    });
    expect(diagnostics).toEqual([]);
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'infra/upload/Dockerfile',
        at: expect.stringMatching(/^infra\/components\/images\.py:\d+$/),
        ...expected,
      },
    ]);
  });

  it('reads TypeScript', async () => {
    const { declarations } = await declarationsOf({
      'infra/Pulumi.yaml': 'runtime: nodejs',
      'infra/index.ts': `
import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
const stack = pulumi.getStack();
const image = new awsx.ecr.Image('upload', {
  repositoryUrl: repository.url, context: '../upload', platform: 'linux/arm64',
});
export const upload = new aws.lambda.Function('upload', {
  packageType: 'Image', imageUri: image.imageUri, name: pulumi.interpolate\`upload-\${stack}\`,
});
`,
      'upload/Dockerfile': '',
    });
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'upload/Dockerfile',
        context: 'upload',
        platform: 'linux/arm64',
        functions: ['upload-{stack}'],
        at: 'infra/index.ts:5',
      },
    ]);
  });

  it('knows other components by their call signatures', async () => {
    const { declarations } = await declarationsOf(
      {
        'infra/main.py': `
import lib
lib.container_lambda("upload", "upload", stage="function", arch="arm64", names=["a", "b"])
`,
        'upload/Dockerfile': '',
      },
      {
        pulumiComponents: [
          {
            callee: 'container_lambda',
            contextArgument: 1,
            dockerfileArgument: 'dockerfile',
            defaultDockerfile: 'Dockerfile',
            targetArgument: 'stage',
            platformArgument: 'arch',
            functionNameArguments: ['names'],
          },
        ],
      },
    );
    expect(declarations).toEqual([
      {
        kind: 'function',
        dockerfile: 'upload/Dockerfile',
        context: 'upload',
        target: 'function',
        platform: 'linux/arm64',
        functions: ['a', 'b'],
        at: 'infra/main.py:3',
      },
    ]);
  });

  it('leaves images of no function as images, and passes over images of other libraries', async () => {
    expect(
      await declarationsOf({
        'infra/main.py': python(`
docker_build.Image("site", context={"location": "../site"}, tags=["site"])
docker_build.Image("remote", context={"location": "https://example.com/x.git"})
PIL.Image.open("a.png")
aws.lambda_.Function("unknown", package_type="Image", image_uri=config.require("uri"))
`),
        'site/Dockerfile': '',
      }),
    ).toEqual({
      declarations: [
        {
          kind: 'image',
          dockerfile: 'site/Dockerfile',
          context: 'site',
          at: 'infra/main.py:10',
        },
      ],
      diagnostics: [
        'info unlinked-function infra/main.py:13 The function unknown runs a container image, but its Dockerfile cannot be told from the infrastructure code.',
      ],
    });
  });
});
