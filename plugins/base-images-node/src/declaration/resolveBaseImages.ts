import {
  BaseImage,
  Diagnostic,
} from '@base-images/backstage-plugin-base-images-common';
import { platformOfImage, pythonOfImage } from '../docker/knownImages';
import { BuiltPackage } from '../baseDockerfile/BaseDockerfileInputs';
import { writeDockerfileText } from '../baseDockerfile/writeBaseDockerfile';
import { PackageGraph } from '../graph/PackageGraph';
import { hashBaseImage } from '../hash/hashBaseImage';
import { hashBaseImageParts } from '../hash/hashBaseImageParts';
import { LockFile } from '../hash/lock/LockFile';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { RequirementsLine } from '../python/parseRequirementsFile';
import { SourceTree } from '../source/SourceTree';
import { BaseImageDeclaration } from './BaseImageDeclaration';
import { checkFiles } from './checkFiles';
import { DeclarationProblems } from './DeclarationProblems';
import { DECLARATION_FILE } from './declarationRules';
import { findPackages } from './findPackages';
import { findParents, Parent } from './findParents';
import { maxAgeHours } from './maxAgeHours';
import { setupImages } from './setupImages';
import { uniteExtras } from './uniteExtras';
import { withoutHeld } from './withoutHeld';

/** What declarations are resolved against. */
export interface BaseImageContext<P extends BuiltPackage> {
  graph: PackageGraph<P>;
  /** Source hash of each package by its name. */
  hashes: ReadonlyMap<string, string>;
  tree: Pick<SourceTree, 'files'>;
  /** Lock files that base images name as constraints, by path. */
  locks: ReadonlyMap<string, LockFile>;
  /** Requirements and constraints files that base images lead to, by path. */
  requirementsFiles: ReadonlyMap<string, readonly RequirementsLine[]>;
}

/**
 * Makes base images of their declarations: parents, Python and platforms that they inherit, and what they hold. What does not
 * fit the monorepo becomes a diagnostic; the image stays, without the part that is wrong.
 *
 * @returns base images without owners, sorted by name.
 */
export function resolveBaseImages<P extends BuiltPackage>(
  declarations: readonly BaseImageDeclaration[],
  context: BaseImageContext<P>,
): { baseImages: Omit<BaseImage, 'owners'>[]; diagnostics: Diagnostic[] } {
  const problems = new DeclarationProblems(DECLARATION_FILE);
  const parents = findParents(declarations, problems);
  const resolved = new Map<string, Omit<BaseImage, 'owners'>>();
  for (const declaration of parentsFirst(declarations, parents)) {
    const parent = parents.get(declaration.name);
    resolved.set(
      declaration.name,
      resolveBaseImage(
        declaration,
        parent,
        parent && 'baseImage' in parent
          ? resolved.get(parent.baseImage.name)
          : undefined,
        context,
        problems,
      ),
    );
  }
  return {
    baseImages: [...resolved.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    diagnostics: problems.diagnostics,
  };
}

function resolveBaseImage<P extends BuiltPackage>(
  declaration: BaseImageDeclaration,
  parent: Parent,
  parentBaseImage: Omit<BaseImage, 'owners'> | undefined,
  context: BaseImageContext<P>,
  problems: DeclarationProblems,
): Omit<BaseImage, 'owners'> {
  const { name, include } = declaration;
  const parentImage =
    parent && 'image' in parent
      ? parent.image
      : (parentBaseImage?.parentImage ?? null);
  const inheritedPython =
    parentBaseImage?.python ?? pythonOfImage(parentImage ?? '') ?? null;
  const python = declaration.python ?? inheritedPython;
  const platformOfParent = platformOfImage(parentImage ?? '');
  const inheritedPlatforms =
    parentBaseImage?.platforms ?? (platformOfParent ? [platformOfParent] : []);
  const platforms =
    declaration.platforms.length > 0
      ? declaration.platforms
      : inheritedPlatforms;
  checkInherited(declaration, inheritedPython, parentBaseImage, problems);
  checkFiles(declaration, context.tree, problems);

  const packages = uniteExtras(
    findPackages(declaration, context.graph.packages, problems),
  );
  const closure = context.graph.closure(packages, {
    environment: lambdaMarkerEnvironment(
      platforms.length === 1 ? platforms[0] : null,
      python,
    ),
    workingTreeOnly: true,
  });
  const contains = uniteExtras(
    parentBaseImage?.contains ?? [],
    include === 'packages' ? closure : [],
  );
  const dependenciesOf = uniteExtras(
    parentBaseImage?.containsDependenciesOf ?? [],
    include === 'dependencies' ? closure : [],
  );
  // Its name and secrets have no part in what it holds.
  const written = writeDockerfileText({
    declaration: {
      ...declaration,
      name: 'base',
      index: { ...declaration.index, secrets: [] },
    },
    parent: parentBaseImage
      ? { baseImage: parentBaseImage }
      : (parentImage !== null && { image: parentImage }) || undefined,
    python,
    closure,
    packages: context.graph.packages,
    tree: context.tree,
    requirementsFiles: context.requirementsFiles,
    locks: context.locks,
  });
  // What is wrong with a parent that is not known has been said already.
  if ('refused' in written && parent) {
    problems.addOthers(written.refused);
  }
  const inputs = {
    ...context,
    declaration,
    python,
    closure,
    dockerfile: 'refused' in written ? '' : written.dockerfile,
    copiedFiles: 'refused' in written ? [] : written.files,
    parent: parentBaseImage?.sourceHash ?? parentImage ?? '',
  };
  const sourceHash = hashBaseImage(inputs);
  return {
    name,
    file: declaration.file,
    line: declaration.line,
    parentBaseImage: parentBaseImage?.name ?? null,
    parentImage,
    python,
    platforms,
    packages,
    include,
    contains,
    containsDependenciesOf: withoutHeld(dependenciesOf, contains),
    sourceHash,
    build: {
      dockerfile: null,
      sourceHash,
      ...hashBaseImageParts(inputs),
      packages: closure.map(item => item.package),
      externalImages: setupImages(
        declaration.setup,
        parentBaseImage ? undefined : parentImage,
      ),
    },
    maxAgeHours: maxAgeHours(declaration.maxAge),
  };
}

/** What a base image states itself must fit what it stands on. */
function checkInherited(
  { name, python, platforms, from }: BaseImageDeclaration,
  inheritedPython: string | null,
  parent: Omit<BaseImage, 'owners'> | undefined,
  problems: DeclarationProblems,
): void {
  const place = from ?? { line: null, column: null };
  if (python && inheritedPython && python !== inheritedPython) {
    problems.add(
      place,
      `The image ${name} says python ${python}, but stands on an image with Python ${inheritedPython}.`,
      'Correct python, or choose another image in from.',
    );
  }
  const lacking = platforms.filter(
    platform =>
      parent &&
      parent.platforms.length > 0 &&
      !parent.platforms.includes(platform),
  );
  if (lacking.length > 0) {
    problems.add(
      place,
      `The image ${name} is for ${lacking.join(', ')}, but ${parent!.name} is not built for that.`,
      `Add the platform to ${parent!.name}, or remove it here.`,
    );
  }
}

/** Every declaration after the one it stands on. */
function parentsFirst(
  declarations: readonly BaseImageDeclaration[],
  parents: ReadonlyMap<string, Parent>,
): BaseImageDeclaration[] {
  const ordered = new Set<BaseImageDeclaration>();
  for (const declaration of declarations) {
    const lineage: BaseImageDeclaration[] = [];
    let current: BaseImageDeclaration | undefined = declaration;
    while (current && !ordered.has(current)) {
      lineage.push(current);
      const parent: Parent = parents.get(current.name);
      current = parent && 'baseImage' in parent ? parent.baseImage : undefined;
    }
    lineage.reverse().forEach(item => ordered.add(item));
  }
  return [...ordered];
}
