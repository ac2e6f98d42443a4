import { declarationsOf } from './__testUtils__/declarationsOf';

describe('readTerraform', () => {
  it.each<[string, Record<string, string>, object]>([
    [
      'docker_image of kreuzwerker/docker, through locals and the registry image',
      {
        'infra/main.tf': `
locals {
  root = abspath("\${path.module}/..")
  name = "receipts-\${var.stage}" # known at deployment
}
variable "stage" {}
resource "docker_image" "upload" {
  name = "\${aws_ecr_repository.this.repository_url}:latest"
  build {
    context    = local.root
    dockerfile = "upload/Dockerfile"
    target     = "function"
    build_args = { MODE = "lambda", SHA : var.stage }
    platform   = "linux/arm64"
  }
}
resource "docker_registry_image" "upload" {
  name = docker_image.upload.name
}
resource "aws_lambda_function" "upload" {
  function_name = "\${local.name}-upload"
  package_type  = "Image"
  image_uri     = "\${docker_registry_image.upload.name}@\${docker_registry_image.upload.sha256_digest}"
}
`,
      },
      {
        target: 'function',
        buildArgs: { MODE: 'lambda' },
        platform: 'linux/arm64',
        functions: ['receipts-{stage}-upload'],
        at: 'infra/main.tf:7',
      },
    ],
    [
      'the docker-build module, linked by its output; the platform from the function',
      {
        'infra/main.tf': `
module "image" {
  source           = "terraform-aws-modules/lambda/aws//modules/docker-build"
  source_path      = "\${path.root}/.."
  docker_file_path = "upload/Dockerfile"
}
module "upload" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "upload"
  package_type  = "Image"
  architectures = ["arm64"]
  image_uri     = module.image.image_uri
}
`,
      },
      {
        platform: 'linux/arm64',
        functions: ['upload'],
        at: 'infra/main.tf:2',
      },
    ],
    [
      'modules of the repository, with variables, defaults and outputs',
      {
        'infra/main.tf': `
module "image" {
  source = "./modules/image"
  file   = "upload/Dockerfile"
}
resource "aws_lambda_function" "upload" {
  for_each      = toset(["a", "b"])
  function_name = format("%s-%s", "upload", each.key)
  package_type  = "Image"
  image_uri     = module.image.uri
}
`,
        'infra/modules/image/main.tf': `
variable "file" { type = string }
variable "context" {
  type    = string
  default = null
}
resource "docker_image" "this" {
  name = "x"
  build {
    context    = coalesce(var.context, "\${path.module}/../../..")
    dockerfile = var.file
  }
}
`,
        'infra/modules/image/outputs.tf':
          'output "uri" { value = docker_image.this.repo_digest }',
      },
      {
        functions: ['upload-a', 'upload-b'],
        at: 'infra/modules/image/main.tf:7',
      },
    ],
    [
      'docker build in a provisioner, linked by the repository',
      {
        'infra/main.tf': `
resource "null_resource" "image" {
  provisioner "local-exec" {
    working_dir = "\${path.module}/.."
    command     = <<-EOT
      aws ecr get-login-password | docker login --password-stdin \${local.registry}
      docker buildx build --platform linux/arm64 -t \${aws_ecr_repository.this.repository_url}:latest \\
        --build-arg MODE=lambda -f upload/Dockerfile . && docker push x
    EOT
  }
}
resource "aws_ecr_repository" "this" { name = "upload" }
resource "aws_lambda_function" "upload" {
  function_name = "upload"
  package_type  = "Image"
  image_uri     = "\${aws_ecr_repository.this.repository_url}:latest"
}
`,
      },
      {
        buildArgs: { MODE: 'lambda' },
        platform: 'linux/arm64',
        functions: ['upload'],
        at: 'infra/main.tf:2',
      },
    ],
    [
      'the metadata for AWS SAM',
      {
        'infra/main.tf': `
resource "null_resource" "sam_metadata_aws_lambda_function_upload" {
  triggers = {
    resource_name     = "aws_lambda_function.upload"
    resource_type     = "IMAGE_LAMBDA_FUNCTION"
    docker_context    = ".."
    docker_file       = "upload/Dockerfile"
    docker_build_args = jsonencode({ MODE = "lambda" })
    docker_tag        = "latest"
  }
}
resource "aws_lambda_function" "upload" {
  function_name = "upload-\${terraform.workspace}"
  package_type  = "Image"
  image_uri     = var.uri
}
`,
      },
      {
        buildArgs: { MODE: 'lambda' },
        functions: ['upload-{workspace}'],
        at: 'infra/main.tf:2',
      },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await declarationsOf({ ...files, 'upload/Dockerfile': '' })).toEqual(
      {
        declarations: [
          {
            kind: 'function',
            dockerfile: 'upload/Dockerfile',
            context: '.',
            ...expected,
          },
        ],
        diagnostics: [],
      },
    );
  });

  it('tells one image for each item apart', async () => {
    const { declarations } = await declarationsOf({
      'main.tf': `
locals { functions = { one = { folder = "lambdas/one" }, two = { folder = "lambdas/two" } } }
resource "docker_image" "this" {
  for_each = local.functions
  name     = each.key
  build { context = each.value.folder }
}
resource "aws_lambda_function" "this" {
  for_each      = local.functions
  function_name = "\${each.key}-fn"
  package_type  = "Image"
  image_uri     = docker_image.this[each.key].name
}
`.replace('build { context', 'build {\n context'),
      'lambdas/one/Dockerfile': '',
      'lambdas/two/Dockerfile': '',
    });
    expect(declarations).toMatchObject(
      ['one', 'two'].map(name => ({
        kind: 'function',
        dockerfile: `lambdas/${name}/Dockerfile`,
        functions: [`${name}-fn`],
      })),
    );
  });

  it('leaves images of no function as images, and says which functions lack theirs', async () => {
    expect(
      await declarationsOf({
        'main.tf': `
resource "docker_image" "site" {
  name = "site"
  build {
    context = "."
  }
}
resource "aws_lambda_function" "zip" {
  filename = "x.zip"
}
resource "aws_lambda_function" "other" {
  function_name = "other"
  package_type  = "Image"
  image_uri     = var.uri
}
`,
        'broken/main.tf':
          'resource "aws_lambda_function" "x" {\n  package_type = "Image\n}',
        Dockerfile: '',
      }),
    ).toEqual({
      declarations: [
        {
          kind: 'image',
          dockerfile: 'Dockerfile',
          context: '.',
          at: 'main.tf:2',
        },
      ],
      diagnostics: [
        'warning unreadable-infrastructure broken/main.tf:2 The Terraform file cannot be read: The HCL syntax is not valid.',
        'info unlinked-function main.tf:11 The function other runs a container image, but its Dockerfile cannot be told from the infrastructure code.',
      ],
    });
  });
});
