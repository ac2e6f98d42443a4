/** Infrastructure code in each language that is read, which builds an image from `Dockerfile`. */
export const infrastructureTexts: [path: string, text: string][] = [
  [
    'template.yaml',
    `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { PackageType: Image, Architectures: [arm64] } }
Resources:
  Upload: &upload
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub ['\${A}-\${Stage}', { A: !Join ['-', [a, !Ref B]] }]
    Metadata: { Dockerfile: Dockerfile, DockerContext: ., DockerBuildArgs: { A: 1 } }
  Other: { <<: *upload }
`,
  ],
  [
    'serverless.yml',
    `service: receipts
custom: { prefix: '\${self:service}-\${opt:stage, "dev"}' }
provider: { ecr: { images: { a: { path: ., file: Dockerfile, buildArgs: { X: y } } } } }
functions: { a: { name: '\${self:custom.prefix}-a', image: a }, b: { image: { name: a } } }
`,
  ],
  [
    'compose.yaml',
    `services:
  a: { build: { context: ., dockerfile: Dockerfile, args: [A=1], additional_contexts: { b: ./b } } }
`,
  ],
  [
    'infra/cdk.py',
    `import os
from pathlib import Path
ROOT = Path(__file__).resolve().parents[1]
class S(Stack):
    def make(self, name, *, file="Dockerfile"):
        return lambda_.DockerImageFunction(self, name, code=lambda_.DockerImageCode.from_image_asset(
            str(ROOT / "."), file=file, build_args={"A": f"{name!r:>3}-b"}), function_name="%s-x" % name)
    def __init__(self):
        for name, file in {"a": "Dockerfile", "b": "x"}.items():
            self.make(f"{name}-fn", file=file)
        [self.make(n) for n in ("c", "d")]
`,
  ],
  [
    'infra/cdk.ts',
    `import * as path from 'path';
const files = [{ name: 'a', file: 'Dockerfile' }];
class S extends Stack {
  private readonly root = path.join(__dirname, '..');
  constructor(scope: Construct, id: string, props?: Props) {
    super(scope, id);
    for (const { name, file } of files) {
      new DockerImageFunction(this, \`\${name}-fn\`, {
        code: DockerImageCode.fromImageAsset(this.root, { file, buildArgs: { A: props?.a ?? 'b' } }),
      });
    }
  }
}
`,
  ],
  [
    'infra/pulumi.py',
    `import pulumi
image = docker_build.Image("a", context={"location": ".."}, dockerfile={"location": "../Dockerfile"})
aws.lambda_.Function("a", image_uri=pulumi.Output.concat(image.ref, ""), name=f"a-{pulumi.get_stack()}")
CodeBuildDockerImage("b", dockerfile_path="Dockerfile", build_context_path=".", lambda_function_name="b")
`,
  ],
  [
    'infra/main.tf',
    `locals { names = { a = ".", b = abspath("\${path.module}/..") } }
resource "docker_image" "x" {
  for_each = local.names
  name     = "\${aws_ecr_repository.r.repository_url}:\${each.key}"
  build {
    context = each.value
    build_args = { A = "b", C : <<-EOT
      text \${var.x ? 1 : 2}
    EOT
    }
  }
}
module "m" {
  source = "./../infra"
}
resource "aws_lambda_function" "f" {
  function_name = format("%s-x", var.name)
  package_type  = "Image"
  image_uri     = docker_image.x["a"].name
}
`,
  ],
  [
    'docker-bake.hcl',
    `variable "V" { default = "lambda" }
target "base" {
  context = "."
  args = { A = V, B = "\${V}-1" }
}
target "x" {
  name = "x-\${m}"
  inherits = ["base"]
  matrix = { m = ["a", "b"] }
  contexts = { c = "target:base" }
}
`,
  ],
];
