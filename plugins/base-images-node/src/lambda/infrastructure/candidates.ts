import { posix } from 'node:path';
import { isDockerfilePath } from '../isDockerfilePath';
import { foldersAbove } from './treePath';

/** What the name of a file says that it may be. */
export type CandidateKind =
  | 'cloudformation'
  | 'serverless'
  | 'compose'
  | 'bake'
  | 'terraform'
  | 'python'
  | 'typescript'
  | 'assets';

/** Folders of other people's code, tests and what tools make. */
const skippedFolders =
  /(?:^|\/)(?:node_modules|\.venv|venv|site-packages|\.git|\.tox|\.nox|\.terraform|\.serverless|\.aws-sam|\.pulumi|__pycache__|dist|__tests__|testdata|fixtures|vendor)\//i;
/** Of Terraform code, `test` is also the name of an environment. */
const testFolder = /(?:^|\/)tests?\//i;
const cloudAssembly = /(?:^|\/)cdk\.out\//;
const infrastructureWord =
  /infra|cdk|stack|construct|iac|deploy|pulumi|lambda|platform/i;
const manifests = [
  'cdk.json',
  'Pulumi.yaml',
  'Pulumi.yml',
  'pyproject.toml',
  'setup.py',
  'package.json',
];
const programManifests = new Set(manifests.slice(0, 3));

/**
 * The files that may say something about container Lambdas, by their names alone, with what they may be: a monorepo has
 * thousands of Python and TypeScript files, and only those near infrastructure code are worth reading.
 */
export function findCandidates(
  files: ReadonlyMap<string, { size: number }>,
): Map<string, CandidateKind> {
  const isProgram = programTest(files);
  const candidates = new Map<string, CandidateKind>();
  for (const path of files.keys()) {
    const kind = kindOf(path);
    if (
      kind === undefined ||
      skippedFolders.test(path) ||
      (kind !== 'terraform' && testFolder.test(path)) ||
      (kind !== 'assets' && cloudAssembly.test(path)) ||
      ((kind === 'python' || kind === 'typescript') && !isProgram(path)) ||
      (path.endsWith('.js') && files.has(path.replace(/\.js$/, '.ts')))
    ) {
      continue;
    }
    candidates.set(path, kind);
  }
  return candidates;
}

function kindOf(path: string): CandidateKind | undefined {
  const name = posix.basename(path).toLowerCase();
  switch (posix.extname(name)) {
    case '.py':
      return /^test_|_test\.py$|^conftest\.py$/.test(name)
        ? undefined
        : 'python';
    case '.ts':
    case '.mts':
    case '.js':
    case '.mjs':
      return /\.d\.m?ts$|\.(?:test|spec|stories|min)\./.test(name)
        ? undefined
        : 'typescript';
    case '.tf':
      return 'terraform';
    case '.hcl':
      return /^docker-bake\b/.test(name) ? 'bake' : undefined;
    case '.json':
      return jsonKind(name);
    case '.template':
      return 'cloudformation';
    case '.yaml':
    case '.yml':
      return yamlKind(path, name);
    default:
      return undefined;
  }
}

function jsonKind(name: string): CandidateKind | undefined {
  if (name.endsWith('.assets.json')) {
    return 'assets';
  }
  if (/^docker-bake\b/.test(name)) {
    return 'bake';
  }
  if (name === 'serverless.json') {
    return 'serverless';
  }
  return /template|sam|cloudformation|cfn/.test(name)
    ? 'cloudformation'
    : undefined;
}

function yamlKind(path: string, name: string): CandidateKind | undefined {
  if (/compose/.test(name)) {
    return 'compose';
  }
  if (/^serverless\b/.test(name)) {
    return 'serverless';
  }
  return /template|sam|cloudformation|cfn|stack|lambda|function|serverless|infra/.test(
    name,
  ) || /(?:^|\/)(?:cloudformation|cfn|sam|infra(?:structure)?)\//i.test(path)
    ? 'cloudformation'
    : undefined;
}

/**
 * A program is near infrastructure code when its project (the nearest folder with a manifest) is a CDK or Pulumi project, when
 * a folder or the file is named like infrastructure code, or when a folder below its own holds a Dockerfile, as
 * constructs do that bring their own images.
 */
function programTest(
  files: ReadonlyMap<string, unknown>,
): (path: string) => boolean {
  const projects = new Map<string, boolean>();
  const aboveDockerfiles = new Set<string>();
  for (const path of files.keys()) {
    const name = posix.basename(path);
    if (isDockerfilePath(path)) {
      const [, ...above] = foldersAbove(path);
      above.forEach(folder => aboveDockerfiles.add(folder));
    }
    if (manifests.includes(name)) {
      const folder = posix.dirname(path);
      projects.set(
        folder,
        programManifests.has(name) || (projects.get(folder) ?? false),
      );
    }
  }
  const isProjectFolder = (folder: string): boolean => {
    let known = projects.get(folder);
    if (known === undefined) {
      known = folder === '.' ? false : isProjectFolder(posix.dirname(folder));
      projects.set(folder, known);
    }
    return known;
  };
  return path =>
    infrastructureWord.test(path) ||
    aboveDockerfiles.has(posix.dirname(path)) ||
    isProjectFolder(posix.dirname(path));
}
