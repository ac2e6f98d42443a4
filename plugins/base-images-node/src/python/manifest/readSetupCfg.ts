import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { ManifestFolder } from './ManifestFolder';
import { Metadata, RequirementDraft } from './PackageDraft';
import { ConfigValue, parseSetupCfg } from './parseSetupCfg';
import { readRequirementFiles } from './readRequirementFiles';
import { toRequirementDraft } from './toRequirementDraft';

/** Reads `setup.cfg` (setuptools "Configuring setuptools using setup.cfg files"); undefined where there is none. */
export async function readSetupCfg(
  folder: ManifestFolder,
): Promise<Metadata | undefined> {
  const file = folder.resolve('setup.cfg');
  const text = folder.has(file) ? await folder.readText(file) : undefined;
  if (file === undefined || text === undefined) {
    return undefined;
  }
  const sections = parseSetupCfg(text);
  const metadata = sections.get('metadata');
  const name = metadata?.get('name');
  const options = sections.get('options');
  const required = options?.get('install_requires');
  const extras = new Map<string, RequirementDraft[]>();
  for (const [declared, value] of sections.get('options.extras_require') ??
    []) {
    const extra = normalizeName(declared);
    extras.set(extra, await readList(folder, file, `extra:${extra}`, value));
  }
  return {
    declaredName: plainText(name),
    namePlace: name && { file, line: name.line },
    version: plainText(metadata?.get('version')),
    description:
      plainText(metadata?.get('description')) ??
      plainText(metadata?.get('summary')),
    requiresPython: plainText(options?.get('python_requires')),
    classifiers: metadata
      ?.get('classifiers')
      ?.lines.map(({ text: classifier }) => classifier),
    dependencies: required && (await readList(folder, file, 'main', required)),
    optionalDependencies: extras.size > 0 ? extras : undefined,
  };
}

/** A value by itself; `attr:` and `file:` directives are computed when the package is built. */
function plainText(value: ConfigValue | undefined): string | undefined {
  const text = value?.lines.map(line => line.text).join(' ');
  return text === undefined || text === '' || /^(?:attr|file):/.test(text)
    ? undefined
    : text;
}

/** A list is dangling (one a line) or separated by semicolons; `file:` names files of requirements. */
async function readList(
  folder: ManifestFolder,
  file: string,
  kind: RequirementKind,
  { line, lines }: ConfigValue,
): Promise<RequirementDraft[]> {
  const directive = /^file:(.*)$/.exec(lines[0]?.text ?? '');
  if (directive) {
    const names = directive[1].split(',').map(name => name.trim());
    return (
      (await readRequirementFiles(folder, kind, names, { file, line })) ?? []
    );
  }
  const isDangling = lines.length > 1 || (lines[0]?.line ?? line) > line;
  return lines
    .flatMap(entry =>
      isDangling
        ? [entry]
        : entry.text.split(';').map(text => ({ text, line: entry.line })),
    )
    .map(entry => ({ ...entry, text: entry.text.trim() }))
    .filter(({ text }) => text !== '')
    .flatMap(
      entry =>
        toRequirementDraft(folder, kind, entry.text, {
          file,
          line: entry.line,
        }) ?? [],
    );
}
