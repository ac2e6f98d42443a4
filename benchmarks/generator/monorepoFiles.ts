import { posix } from 'node:path';
import { infrastructureFiles } from './infrastructureFiles';
import { lambdaFiles } from './lambdaFiles';
import { MonorepoPlan, PlannedBaseImage } from './MonorepoPlan';
import { packageFiles } from './packageFiles';

/** Every file of a planned monorepo by its path from the root. */
export function monorepoFiles(plan: MonorepoPlan): Map<string, string> {
  return new Map([
    ...plan.packages.flatMap(item => [...packageFiles(item)]),
    ...plan.lambdas.flatMap(item => [...lambdaFiles(item)]),
    ...infrastructureFiles(plan.lambdas),
    ['pyproject.toml', workspace(plan)],
    ['base-images.yaml', baseImages(plan.baseImages)],
    ['.github/CODEOWNERS', codeOwners(plan)],
    ['.dockerignore', '**/tests\n**/__pycache__\n*.md\n!**/README.md\n'],
    ['README.md', '# A synthetic monorepo\n'],
  ]);
}

function workspace({ packages }: MonorepoPlan): string {
  const others = new Set(
    packages
      .filter(({ tool }) => tool !== 'uv')
      .map(({ path }) => posix.dirname(path)),
  );
  return `[tool.uv.workspace]
members = ["domains/*/p*"]
exclude = [
${[...others].map(folder => `  "${folder}/*",\n`).join('')}]
`;
}

function baseImages(images: readonly PlannedBaseImage[]): string {
  return `version: 1
images:
${images
  .map(
    ({ name, parent, packages }) => `  - name: ${name}
    from: ${parent ?? 'public.ecr.aws/lambda/python:3.12'}
    python: '3.12'
    platforms: [linux/arm64]
    packages:
${packages.map(item => `      - ${item.name}\n`).join('')}`,
  )
  .join('')}`;
}

function codeOwners({ packages }: MonorepoPlan): string {
  const teams = new Set(packages.map(({ path }) => path.split('/')[1]));
  return `* @acme/platform\n${[...teams].map(team => `/domains/${team}/ @acme/${team}\n`).join('')}`;
}
