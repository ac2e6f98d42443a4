import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { BuildBackend, readBuildBackend } from './BuildBackend';
import { checkName, isValidName } from './checkName';
import { FindingPlace } from './FindingPlace';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, PackageDraft, RequirementDraft } from './PackageDraft';
import { readDefaultGroups } from './readDefaultGroups';
import { readDependencyGroups } from './readDependencyGroups';
import { readDevelopmentRequirements } from './readDevelopmentRequirements';
import {
  DynamicMetadata,
  readDynamicMetadata,
  readLegacySetuptools,
  reportComputed,
} from './readDynamicMetadata';
import { readInstallMode } from './readInstallMode';
import { readFlit } from './readFlit';
import { readPoetry, readPoetryGroups, readPoetryOrigins } from './readPoetry';
import { reportPoetryIncludes } from './reportPoetryIncludes';
import { readProjectTable, readRequirementArray } from './readProjectTable';
import { versionFromVcs } from './versionFromVcs';

/**
 * The package that a folder declares, or undefined when it declares none; what is wrong is in the folder's diagnostics.
 *
 * @param root - the content of its pyproject.toml, if it has one
 */
export async function readPackage(
  folder: ManifestFolder,
  root: TomlNode | undefined,
): Promise<PackageDraft | undefined> {
  const project = root?.get('project');
  if (root && project) {
    return readProject(folder, root, project);
  }
  const poetry = root?.get('tool', 'poetry');
  if (root && poetry) {
    return readPoetryPackage(folder, root, poetry);
  }
  const flit = root?.get('tool', 'flit', 'metadata');
  if (root && flit) {
    const metadata = { ...readFlit(folder, flit), incomplete: false };
    return toDraft(folder, root, root.file, metadata);
  }
  return readLegacyPackage(folder, root);
}

async function readProject(
  folder: ManifestFolder,
  root: TomlNode,
  project: TomlNode,
): Promise<PackageDraft | undefined> {
  if (!project.isTable) {
    folder.invalidManifest(project, 'project is not a table.');
    return undefined;
  }
  const own = readProjectTable(folder, project);
  if (!checkName(folder, project, own.declaredName)) {
    return undefined;
  }
  const dynamic = new Set(project.get('dynamic')?.strings);
  const backend = readBuildBackend(root);
  const metadata = await completeMetadata(folder, root, own, backend, dynamic);
  const draft = toDraft(folder, root, project.file, metadata);
  return draft && withPoetryOrigins(folder, root, draft);
}

/** The backend may only add to a field that is both given and dynamic (PyPA "pyproject.toml specification"). */
async function completeMetadata(
  folder: ManifestFolder,
  root: TomlNode,
  own: Metadata,
  backend: BuildBackend,
  dynamic: ReadonlySet<string>,
): Promise<DynamicMetadata> {
  const isDynamic = (field: string) => dynamic.has(field);
  const fields = ['dependencies', 'optional-dependencies', 'version'];
  if (!fields.some(isDynamic)) {
    return { ...own, incomplete: false };
  }
  const computed = await readDynamicMetadata(folder, root, backend, dynamic);
  reportComputed(folder, computed, dynamic);
  return {
    ...own,
    version: own.version ?? computed.version,
    dependencies: isDynamic('dependencies')
      ? [...(own.dependencies ?? []), ...(computed.dependencies ?? [])]
      : own.dependencies,
    optionalDependencies: isDynamic('optional-dependencies')
      ? new Map([
          ...(own.optionalDependencies ?? []),
          ...(computed.optionalDependencies ?? []),
        ])
      : own.optionalDependencies,
    incomplete:
      (isDynamic('dependencies') || isDynamic('optional-dependencies')) &&
      computed.incomplete,
  };
}

function withPoetryOrigins(
  folder: ManifestFolder,
  root: TomlNode,
  draft: PackageDraft,
): PackageDraft {
  const poetry = root.get('tool', 'poetry');
  const origins = poetry && readPoetryOrigins(folder, poetry);
  return {
    ...draft,
    requirements: draft.requirements.map(requirement => ({
      ...requirement,
      origin: requirement.origin ?? origins?.get(requirement.name),
    })),
  };
}

function readPoetryPackage(
  folder: ManifestFolder,
  root: TomlNode,
  poetry: TomlNode,
): PackageDraft | undefined {
  const metadata = readPoetry(folder, poetry);
  const isPackage = poetry.get('package-mode')?.boolean !== false;
  if (metadata.declaredName === undefined && !isPackage) {
    return undefined;
  }
  return checkName(folder, poetry, metadata.declaredName)
    ? toDraft(folder, root, root.file, { ...metadata, incomplete: false })
    : undefined;
}

async function readLegacyPackage(
  folder: ManifestFolder,
  root: TomlNode | undefined,
): Promise<PackageDraft | undefined> {
  if (readBuildBackend(root) !== 'setuptools') {
    return undefined;
  }
  const metadata = await readLegacySetuptools(folder);
  const { declaredName, manifest, namePlace, setupLine } = metadata;
  if (manifest === undefined) {
    return undefined;
  }
  if (declaredName === undefined || !isValidName(declaredName)) {
    folder.report(
      'invalid-manifest',
      'warning',
      namePlace ?? { file: manifest, line: setupLine },
      declaredName === undefined
        ? 'The name of the package is computed, so the package is left out.'
        : `'${declaredName}' is not a valid name of a project, so the package is left out.`,
      'Give the name as a literal, best in the [project] table of a pyproject.toml.',
    );
    return undefined;
  }
  reportComputed(
    folder,
    metadata,
    new Set(['dependencies', 'optional-dependencies']),
  );
  return toDraft(folder, root, manifest, metadata);
}

function toDraft(
  folder: ManifestFolder,
  root: TomlNode | undefined,
  manifest: string,
  metadata: DynamicMetadata,
): PackageDraft | undefined {
  const { declaredName, optionalDependencies = new Map() } = metadata;
  if (declaredName === undefined) {
    return undefined;
  }
  if (root) {
    reportPoetryIncludes(folder, root);
  }
  const vcs = root && versionFromVcs(root);
  if (vcs) {
    folder.report(
      'version-from-vcs',
      'info',
      vcs,
      `The version of ${declaredName} comes from tags of the version control.`,
      'Image builds see no tags: give the version by an environment variable of the tool, or write it into a file.',
    );
  }
  const others = root ? readOtherRequirements(folder, root) : [];
  const defaultGroups = root ? readDefaultGroups(root, others) : [];
  return {
    name: normalizeName(declaredName),
    declaredName,
    namePlace: copyPlace(metadata.namePlace ?? { file: manifest }),
    installMode: root ? readInstallMode(root) : 'package',
    path: folder.path,
    manifest,
    version: vcs ? null : (metadata.version ?? null),
    description: metadata.description ?? null,
    requiresPython: metadata.requiresPython ?? null,
    classifiers: metadata.classifiers ?? [],
    extras: [...optionalDependencies.keys()].sort(),
    requirements: sortByPlace(
      [
        ...(metadata.dependencies ?? []),
        ...[...optionalDependencies.values()].flat(),
        ...others,
      ],
      manifest,
    ),
    defaultGroups,
    incomplete: metadata.incomplete,
  };
}

/** A place by itself: a node would keep its whole document in memory. */
function copyPlace({ file, line, column }: FindingPlace): FindingPlace {
  return { file, line, column };
}

/** Requirements that are no part of what is built: of dependency groups and of the build itself. */
function readOtherRequirements(
  folder: ManifestFolder,
  root: TomlNode,
): RequirementDraft[] {
  const tool = root.get('tool');
  const poetry = tool?.get('poetry');
  const groups = root.get('dependency-groups');
  const build = root.get('build-system', 'requires');
  return [
    ...(groups ? readDependencyGroups(folder, groups) : []),
    ...(tool ? readDevelopmentRequirements(folder, tool) : []),
    ...(poetry ? readPoetryGroups(folder, poetry) : []),
    ...(build ? readRequirementArray(folder, 'build', build) : []),
  ];
}

/** In the order of the manifest; what other files give comes after it. */
function sortByPlace(
  requirements: RequirementDraft[],
  manifest: string,
): RequirementDraft[] {
  return [
    ...requirements
      .filter(({ file }) => file === manifest)
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ...requirements.filter(({ file }) => file !== manifest),
  ];
}
