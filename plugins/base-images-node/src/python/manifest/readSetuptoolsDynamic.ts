import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { readRequirementFiles } from './readRequirementFiles';

/** Reads `[tool.setuptools.dynamic]` (setuptools "Configuring setuptools using pyproject.toml files"). */
export async function readSetuptoolsDynamic(
  folder: ManifestFolder,
  dynamic: TomlNode,
): Promise<Metadata> {
  const dependencies = dynamic.get('dependencies');
  const optional = dynamic.get('optional-dependencies');
  return {
    dependencies:
      dependencies && (await readFiles(folder, 'main', dependencies)),
    optionalDependencies: optional && (await readExtras(folder, optional)),
  };
}

async function readExtras(
  folder: ManifestFolder,
  table: TomlNode,
): Promise<Metadata['optionalDependencies']> {
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, node] of table.entries) {
    const extra = normalizeName(declared);
    const drafts = await readFiles(folder, `extra:${extra}`, node);
    if (!drafts) {
      return undefined;
    }
    extras.set(extra, drafts);
  }
  return extras;
}

async function readFiles(
  folder: ManifestFolder,
  kind: RequirementKind,
  directive: TomlNode,
): Promise<RequirementDraft[] | undefined> {
  const files = directive.get('file');
  return files && readRequirementFiles(folder, kind, files.strings, files);
}
