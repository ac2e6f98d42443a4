import { posix } from 'node:path';
import { PlannedLambda } from './MonorepoPlan';

function toTemplate(lambdas: PlannedLambda[]): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
${lambdas
  .map(
    ({ name, path }) => `  ${name.replace('-', '').toUpperCase()}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: ${name}
      PackageType: Image
      Architectures: [arm64]
    Metadata:
      Dockerfile: ${path}/Dockerfile
      DockerContext: ../..
`,
  )
  .join('')}`;
}

function toTerraform(lambdas: PlannedLambda[]): string {
  return lambdas
    .map(({ name, path }) => {
      const id = name.replace('-', '_');
      return `resource "docker_image" "${id}" {
  name = "registry.example/${name}"
  build {
    context    = "\${path.module}/../.."
    dockerfile = "${path}/Dockerfile"
    platform   = "linux/arm64"
  }
}

resource "aws_lambda_function" "${id}" {
  function_name = "${name}"
  package_type  = "Image"
  image_uri     = docker_image.${id}.name
}
`;
    })
    .join('\n');
}

function toStack(lambdas: PlannedLambda[]): string {
  return `from pathlib import Path

from aws_cdk import Stack, aws_lambda as lambda_

ROOT = Path(__file__).resolve().parents[2]
LAMBDAS = {
${lambdas.map(({ name, path }) => `    "${name}": "${path}/Dockerfile",\n`).join('')}}


class TeamStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        for name, file in LAMBDAS.items():
            lambda_.DockerImageFunction(
                self,
                name,
                function_name=name,
                code=lambda_.DockerImageCode.from_image_asset(str(ROOT), file=file),
            )
`;
}

const WRITERS: readonly [
  file: string,
  write: (lambdas: PlannedLambda[]) => string,
][] = [
  ['template.yaml', toTemplate],
  ['main.tf', toTerraform],
  ['stack.py', toStack],
];

/** One infrastructure file per team, that says which functions run its images: AWS SAM, Terraform or a CDK app, in turn. */
export function infrastructureFiles(
  lambdas: readonly PlannedLambda[],
): Map<string, string> {
  const files = new Map<string, string>();
  const teams = new Map<string, PlannedLambda[]>();
  for (const lambda of lambdas) {
    const folder = posix.dirname(posix.dirname(lambda.path));
    teams.set(folder, [...(teams.get(folder) ?? []), lambda]);
  }
  [...teams].forEach(([folder, members], index) => {
    const [file, write] = WRITERS[index % WRITERS.length];
    files.set(`${folder}/${file}`, write(members));
  });
  return files;
}
