import {
  Diagnostic,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { isLockFile } from '../hash/lock/readLockFile';
import { thirdPartyRequirements } from '../hash/thirdPartyRequirements';
import { BASE_ARGUMENT } from '../lambda/isDockerfilePath';
import { BaseDockerfileInputs } from './BaseDockerfileInputs';
import { BaseDockerfileRefusals } from './BaseDockerfileRefusals';
import { baseDockerfilePath } from './baseDockerfilePath';
import { baseIgnoreFile } from './baseIgnoreFile';
import { checkDeclaration } from './checkDeclaration';
import { checkPackages } from './checkPackages';
import { checkRequirements } from './checkRequirements';
import { composeBaseDockerfile } from './composeBaseDockerfile';
import { WrittenBaseDockerfile } from './BaseDockerfile';
import { lockConstraints } from './lockConstraints';
import { fitsLine } from './quoting';
import { contextSources } from './setupSources';
import { thirdPartyTargets } from './thirdPartyTargets';

/**
 * Writes the Dockerfile of a declared base image, or tells why not. It depends on nothing but its inputs: what comes from a
 * repository is checked and quoted, so that no name, path or value can become an instruction or a command; only `setup` is
 * trusted code.
 */
export function writeBaseDockerfile(
  inputs: BaseDockerfileInputs,
): WrittenBaseDockerfile {
  const { declaration, parent, packages } = inputs;
  const text = writeDockerfileText(inputs);
  if ('refused' in text) {
    return text;
  }
  const { dockerfile, folders, files } = text;
  return {
    path: baseDockerfilePath(declaration.name),
    dockerfile,
    ignoreFile: baseIgnoreFile({
      folders,
      files,
      setup: contextSources(dockerfile),
      packages,
    }),
    baseImageArgument: parent && 'baseImage' in parent ? BASE_ARGUMENT : null,
    secrets: declaration.index.secrets,
  };
}

/** The text alone, with the folders and files that it copies while packages are installed. */
export function writeDockerfileText(
  inputs: BaseDockerfileInputs,
):
  | { dockerfile: string; folders: string[]; files: string[] }
  | { refused: Diagnostic[] } {
  const { declaration, closure, packages } = inputs;
  const refusals = new BaseDockerfileRefusals(declaration);
  const image = checkDeclaration(inputs, refusals);
  const installed = toInstall(inputs);
  const copied =
    declaration.include === 'packages'
      ? closure.flatMap(item => packages.get(item.package) ?? [])
      : [];
  checkPackages(inputs, installed, refusals);
  const constraints = declaration.constraints?.path;
  const isLock = constraints !== undefined && isLockFile(constraints);
  const requirements = checkRequirements(
    inputs,
    isLock ? undefined : constraints,
    refusals,
  );
  const locked = isLock ? exportLock(inputs, constraints, refusals) : [];
  const targets =
    declaration.include === 'packages'
      ? installed.map(item => toTarget(item, inputs))
      : thirdPartyTargets(closure, packages);
  const unwritable = [...targets, ...locked].filter(text => !fitsLine(text));
  for (const text of unwritable) {
    refusals.add(
      `${JSON.stringify(text)} has a line break or another control character, which no command can hold.`,
      'Correct it where the package or the lock says it.',
    );
  }
  if (!refusals.isEmpty || !image) {
    return { refused: refusals.diagnostics };
  }
  const folders = copied.map(({ path }) => path);
  const dockerfile = composeBaseDockerfile({
    declaration,
    image,
    python: inputs.python,
    folders,
    files: requirements.files,
    constraints: isLock ? undefined : constraints,
    locked,
    requirementsFirst: requirements.hashed,
    targets,
  });
  return { dockerfile, folders, files: requirements.files };
}

/**
 * What is installed: of the closure what the parent does not hold with all its extras. uv is told all of it: it leaves what is
 * there as it is, but asks an index for every name whose folder it is not told.
 */
function toInstall({
  declaration,
  parent,
  closure,
}: BaseDockerfileInputs): PackageWithExtras[] {
  if (declaration.include === 'dependencies') {
    return [];
  }
  if (declaration.installer === 'uv') {
    return [...closure];
  }
  const inherited = new Map(
    (parent && 'baseImage' in parent ? parent.baseImage.contains : []).map(
      item => [item.package, item.extras] as const,
    ),
  );
  return closure.filter(
    ({ package: name, extras }) =>
      !extras.every(extra => inherited.get(name)?.includes(extra)) ||
      !inherited.has(name),
  );
}

function toTarget(
  { package: name, extras }: PackageWithExtras,
  { packages }: BaseDockerfileInputs,
): string {
  const path = packages.get(name)?.path ?? '.';
  const folder = path === '.' ? '/tmp/src' : `/tmp/src/${path}`;
  return extras.length > 0 ? `${folder}[${extras.join(',')}]` : folder;
}

function exportLock(
  inputs: BaseDockerfileInputs,
  path: string,
  refusals: BaseDockerfileRefusals,
): string[] {
  const { closure, packages, locks, requirementsFiles } = inputs;
  const lock = locks.get(path);
  const named = inputs.declaration.requirements.flatMap(item =>
    (requirementsFiles.get(item.path) ?? []).flatMap(line =>
      line.type === 'requirement' ? line.requirement : [],
    ),
  );
  const exported = lock
    ? lockConstraints(
        lock,
        [...thirdPartyRequirements(closure, packages), ...named],
        name => packages.has(name),
      )
    : { problem: 'cannot be read' };
  if (Array.isArray(exported)) {
    return exported;
  }
  refusals.add(
    `The lock ${path} ${exported.problem}.`,
    'Export it to a constraints file without hashes, and name that one.',
    { ...inputs.declaration, ...inputs.declaration.constraints },
  );
  return [];
}
