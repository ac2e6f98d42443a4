import { posix } from 'node:path';
import { unlinked } from './diagnostics';
import { namesOf, pathOf, platformOf, textsOf } from './imageArguments';
import { toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { ProgramEvaluator } from './program/ProgramEvaluator';
import {
  argumentOf,
  callsBehind,
  CallValue,
  foldName,
  lastName,
} from './program/Value';
import { foldersAbove } from './treePath';

/** Whether a text may be CDK code with container functions. */
export function mayBeCdk(text: string): boolean {
  return /DockerImage(?:Code|Function|Asset)|from_?asset_?image|from_?docker_?build/i.test(
    text,
  );
}

/**
 * The container functions of AWS CDK code in Python or TypeScript (AWS CDK, `aws-lambda` and `aws-ecr-assets`):
 * `DockerImageCode.from_image_asset(directory, file=…)`, `Code.from_asset_image`, and `DockerImageAsset`, which is a function only
 * where one uses it. `Code.from_docker_build(path, file=…)` makes a zip.
 */
export function readCdk(
  file: InfrastructureFile,
  program: ProgramEvaluator,
): Findings {
  const used = new Set<string>();
  const findings: Findings[] = [];
  for (const construct of program.callsOf('DockerImageFunction', 'Function')) {
    const code = argumentOf(construct, 'code');
    const calls = callsBehind(code);
    const assets = calls.filter(isAsset);
    const name = argumentOf(
      construct,
      'function_name',
      1,
      'id',
      'construct_id',
    );
    for (const asset of assets) {
      used.add(asset.id);
      findings.push(readAsset(file, asset, construct, namesOf(name)));
    }
    if (
      assets.length === 0 &&
      (lastName(construct.callee) === 'DockerImageFunction' ||
        calls.some(call => foldName(lastName(call.callee)) === 'fromecrimage'))
    ) {
      findings.push({
        declarations: [],
        diagnostics: [unlinked(file.path, construct.line, namesOf(name)[0])],
      });
    }
  }
  for (const asset of program.callsOf(
    'from_image_asset',
    'fromImageAsset',
    'from_asset_image',
    'fromAssetImage',
    'DockerImageAsset',
  )) {
    if (!used.has(asset.id) && isAsset(asset)) {
      findings.push(readAsset(file, asset, undefined, []));
    }
  }
  for (const build of program.callsOf('from_docker_build', 'fromDockerBuild')) {
    findings.push(readArchive(file, build));
  }
  return joinFindings(findings);
}

function readArchive(file: InfrastructureFile, build: CallValue): Findings {
  const dockerfile = argumentOf(build, 'file');
  return toFindings(file, {
    kind: 'archive',
    context: pathOf(argumentOf(build, 'path', 0)),
    dockerfile:
      dockerfile && dockerfile.kind !== 'none'
        ? pathOf(dockerfile)
        : 'Dockerfile',
    dockerfileFrom: ['context'],
    bases: projectBases(file, ['cdk.json']),
    line: build.line,
  });
}

function isAsset(call: CallValue): boolean {
  const name = foldName(lastName(call.callee));
  return (
    name === 'fromimageasset' ||
    name === 'fromassetimage' ||
    name === 'dockerimageasset'
  );
}

function readAsset(
  file: InfrastructureFile,
  asset: CallValue,
  construct: CallValue | undefined,
  functions: string[],
): Findings {
  const isConstruct = foldName(lastName(asset.callee)) === 'dockerimageasset';
  const dockerfile = argumentOf(asset, 'file');
  const target = argumentOf(asset, 'target');
  return toFindings(file, {
    kind: isConstruct && !construct ? 'image' : 'function',
    context: pathOf(
      argumentOf(asset, 'directory', ...(isConstruct ? [] : [0])),
    ),
    dockerfile:
      dockerfile && dockerfile.kind !== 'none'
        ? pathOf(dockerfile)
        : 'Dockerfile',
    dockerfileFrom: ['context'],
    bases: projectBases(file, ['cdk.json']),
    target: pathOf(target),
    buildArgs: textsOf(argumentOf(asset, 'build_args')),
    buildContexts: textsOf(argumentOf(asset, 'build_contexts')),
    platform:
      platformOf(argumentOf(asset, 'platform')) ??
      (construct ? platformOf(argumentOf(construct, 'architecture')) : null),
    functions,
    line: construct?.line ?? asset.line,
  });
}

/**
 * Folders that a relative path in a program may mean: the project's, in which the program runs; the program's own; then every
 * one above, since tools are also run from elsewhere.
 */
export function projectBases(
  file: InfrastructureFile,
  markers: string[],
): string[] {
  const folders = foldersAbove(file.path);
  const project = folders.find(folder =>
    markers.some(marker => file.hasFile(posix.join(folder, marker))),
  );
  return [...new Set([...(project ? [project] : []), ...folders])];
}
