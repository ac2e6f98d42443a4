import {
  PackageWithExtras,
  Requirement,
} from '@base-images/backstage-plugin-base-images-common';
import { BaseDockerfileInputs } from './BaseDockerfileInputs';
import { BaseDockerfileRefusals } from './BaseDockerfileRefusals';
import { isPlainPath } from './quoting';
import { toSpecifier } from './thirdPartyTargets';

/**
 * Refuses packages with which an installer would look for an internal name on an index, and those that cannot be written down.
 *
 * @param installed - what is built and installed; empty where only dependencies are.
 */
export function checkPackages(
  inputs: BaseDockerfileInputs,
  installed: readonly PackageWithExtras[],
  refusals: BaseDockerfileRefusals,
): void {
  const { closure, packages, parent, declaration } = inputs;
  const inherited =
    parent && 'baseImage' in parent ? parent.baseImage.contains : [];
  const fromTree = new Set(
    [...installed, ...inherited].map(item => item.package),
  );
  const built = new Set(installed.map(item => item.package));
  for (const { package: name, extras } of closure) {
    const entry = packages.get(name);
    const asked = new Set(['main', ...extras.map(extra => `extra:${extra}`)]);
    if (built.has(name) && entry && !isPlainPath(entry.path)) {
      refusals.add(
        `${name} lies in ${JSON.stringify(entry.path)}, which has characters that Dockerfiles and shells give a meaning to.`,
        'Rename the folder to letters, digits, blanks and . _ - + @.',
      );
    }
    for (const requirement of entry?.requirements ?? []) {
      const place = { file: requirement.file, line: requirement.line };
      if (
        requirement.kind === 'build' &&
        built.has(name) &&
        packages.has(requirement.name)
      ) {
        refusals.add(
          `${name} is built with ${requirement.name}, a package of this monorepo, which an installer looks for on the index.`,
          'Build it with published tools only (build-system.requires).',
          place,
        );
      }
      if (!asked.has(requirement.kind)) {
        continue;
      }
      if (requirement.binding === 'pinned' && fromTree.has(requirement.name)) {
        refusals.add(
          `${name} asks for ${toSpecifier(requirement)}, and the image holds ${requirement.name} from the working tree.`,
          'Let the requirement accept the version of the working tree, or leave one of the two out.',
          place,
        );
      }
      const problem =
        declaration.include === 'dependencies'
          ? dependencyProblem(requirement)
          : undefined;
      if (problem) {
        refusals.add(
          `${name} asks for ${requirement.name} ${problem}.`,
          'Declare the package itself instead of its dependencies.',
          place,
        );
      }
    }
  }
}

/** What keeps a requirement from being installed without the package that asks for it. */
function dependencyProblem(requirement: Requirement): string | undefined {
  const { binding, url, marker } = requirement;
  if (binding === 'working-tree') {
    return undefined;
  }
  if (url !== null && !/^(?:git\+)?(?:https?|ssh):\/\/\S+$/i.test(url)) {
    return 'by a path, which is not there when only dependencies are installed';
  }
  if (marker !== null && /\bextra\b/.test(marker)) {
    return 'under a marker about extras, which holds for the package only';
  }
  return undefined;
}
