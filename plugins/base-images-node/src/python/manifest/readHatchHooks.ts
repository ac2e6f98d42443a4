import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { readRequirementFiles } from './readRequirementFiles';
import { toRequirementDraft } from './toRequirementDraft';

/** Stands for what a template will give while the requirement around it is parsed. */
const PLACEHOLDER = '0.0.0.0.0.7';
const TEMPLATE = /\{\{[^{}]*\}\}/g;

/**
 * Reads the metadata hooks of Hatch that carry requirements: `uv-dynamic-versioning`, whose strings are templates such as
 * `receipt-dynamo=={{ version }}`, and `requirements_txt`, which names files. Other hooks are programs.
 */
export async function readHatchHooks(
  folder: ManifestFolder,
  hooks: TomlNode,
): Promise<Metadata> {
  const templates = hooks.get('uv-dynamic-versioning');
  const files = hooks.get('requirements_txt');
  const mainFiles = files?.get('files') ?? files?.get('filename');
  const main = templates?.get('dependencies');
  return {
    dependencies:
      (main && readTemplates(folder, 'main', main)) ??
      (mainFiles &&
        (await readRequirementFiles(
          folder,
          'main',
          mainFiles.strings,
          mainFiles,
        ))),
    optionalDependencies:
      readExtras(folder, templates?.get('optional-dependencies')) ??
      (await readExtraFiles(folder, files?.get('optional-dependencies'))),
  };
}

function readExtras(
  folder: ManifestFolder,
  table: TomlNode | undefined,
): Metadata['optionalDependencies'] {
  return (
    table &&
    new Map(
      table.entries.map(([declared, array]) => {
        const extra = normalizeName(declared);
        return [extra, readTemplates(folder, `extra:${extra}`, array)];
      }),
    )
  );
}

async function readExtraFiles(
  folder: ManifestFolder,
  table: TomlNode | undefined,
): Promise<Metadata['optionalDependencies']> {
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, node] of table?.entries ?? []) {
    const kind = `extra:${normalizeName(declared)}` as const;
    const drafts = await readRequirementFiles(folder, kind, node.strings, node);
    if (!drafts) {
      return undefined;
    }
    extras.set(normalizeName(declared), drafts);
  }
  return table && extras;
}

/** A version that the template gives is that of the working tree, so that such a requirement is bound to it. */
function readTemplates(
  folder: ManifestFolder,
  kind: RequirementKind,
  array: TomlNode,
): RequirementDraft[] {
  return array.items.flatMap(item => {
    const text = item.string ?? '';
    const templates = text.match(TEMPLATE) ?? [];
    const draft = toRequirementDraft(
      folder,
      kind,
      text.replace(TEMPLATE, PLACEHOLDER),
      item,
    );
    if (!draft || templates.length === 0) {
      return draft ?? [];
    }
    const specifier = templates.reduce<string>(
      (written, template) => written.replace(PLACEHOLDER, () => template),
      draft.specifier,
    );
    return [{ ...draft, specifier, origin: { type: 'workspace' } as const }];
  });
}
