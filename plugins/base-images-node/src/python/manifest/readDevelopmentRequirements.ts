import { RequirementKind } from '@base-images/backstage-plugin-base-images-common';
import { normalizeName } from '../normalizeName';
import { parseInstallTarget } from '../parseInstallTarget';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { RequirementDraft } from './PackageDraft';
import { readRequirementArray } from './readProjectTable';
import { fromParsed, reportInvalidRequirement } from './toRequirementDraft';
import { urlOrigin } from './urlOrigin';

/**
 * Reads the development requirements that tools kept before PEP 735, as dependency groups: `tool.uv.dev-dependencies`,
 * `tool.rye.dev-dependencies` (both group `dev`) and `tool.pdm.dev-dependencies` (a table of groups, whose lists may hold
 * `-e file:///${PROJECT_ROOT}/…`).
 */
export function readDevelopmentRequirements(
  folder: ManifestFolder,
  tool: TomlNode,
): RequirementDraft[] {
  const lists = ['uv', 'rye'].flatMap(name => {
    const array = tool.get(name, 'dev-dependencies');
    return array ? readRequirementArray(folder, 'group:dev', array) : [];
  });
  const groups = tool.get('pdm', 'dev-dependencies')?.entries ?? [];
  return [
    ...lists,
    ...groups.flatMap(([declared, array]) =>
      array.items.flatMap(
        item =>
          readPdmString(folder, `group:${normalizeName(declared)}`, item) ?? [],
      ),
    ),
  ];
}

function readPdmString(
  folder: ManifestFolder,
  kind: RequirementKind,
  item: TomlNode,
): RequirementDraft | undefined {
  const text = item.string ?? '';
  const editable = /^-e\s+/.exec(text);
  const target = parseInstallTarget(
    editable ? text.slice(editable[0].length) : text,
    editable !== null,
  );
  if (target.type === 'requirement') {
    return fromParsed(folder, kind, target.requirement, item);
  }
  if (target.type === 'url') {
    return {
      kind,
      name: target.name ?? '',
      extras: target.extras,
      specifier: '',
      url: target.url,
      marker: target.marker ?? null,
      file: item.file,
      line: item.line,
      origin: urlOrigin(folder, target.url),
    };
  }
  reportInvalidRequirement(
    folder,
    text,
    item,
    target.type === 'invalid' ? target.message : 'Expected a name or a URL',
  );
  return undefined;
}
