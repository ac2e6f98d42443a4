import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { toRequirementDraft } from './toRequirementDraft';

/** Reads `[project]` (PyPA "pyproject.toml specification", formerly PEP 621). */
export function readProjectTable(
  folder: ManifestFolder,
  project: TomlNode,
): Metadata {
  const dependencies = project.get('dependencies');
  const optional = project.get('optional-dependencies');
  return {
    declaredName: project.get('name')?.string,
    namePlace: project.get('name'),
    version: readString(folder, project, 'version'),
    description: readString(folder, project, 'description'),
    requiresPython: readString(folder, project, 'requires-python'),
    classifiers: project.get('classifiers')?.strings,
    dependencies:
      dependencies && readRequirementArray(folder, 'main', dependencies),
    optionalDependencies:
      optional && readOptionalDependencies(folder, optional),
  };
}

/** Reads an array of requirement strings; what is wrong in it is reported and left out. */
export function readRequirementArray(
  folder: ManifestFolder,
  kind: RequirementKind,
  array: TomlNode,
): RequirementDraft[] {
  if (!array.isArray) {
    folder.invalidManifest(array, `${array.label} is not an array of strings.`);
  }
  return array.items.flatMap(item => {
    if (item.string === undefined) {
      folder.invalidManifest(item, `${item.label} is not a string.`);
      return [];
    }
    return toRequirementDraft(folder, kind, item.string, item) ?? [];
  });
}

function readString(
  folder: ManifestFolder,
  table: TomlNode,
  key: string,
): string | undefined {
  const node = table.get(key);
  if (node && node.string === undefined) {
    folder.invalidManifest(node, `${node.label} is not a string.`);
  }
  return node?.string;
}

function readOptionalDependencies(
  folder: ManifestFolder,
  table: TomlNode,
): Map<string, RequirementDraft[]> {
  if (!table.isTable) {
    folder.invalidManifest(table, `${table.label} is not a table of arrays.`);
  }
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, array] of table.entries) {
    const extra = normalizeName(declared);
    if (extras.has(extra)) {
      folder.invalidManifest(
        array,
        `The extra ${extra} is declared twice, with different spellings.`,
        'Join the two lists: names that differ only in case, -, _ and . are the same.',
      );
    }
    extras.set(extra, [
      ...(extras.get(extra) ?? []),
      ...readRequirementArray(folder, `extra:${extra}`, array),
    ]);
  }
  return extras;
}
