import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { RequirementDraft } from './PackageDraft';

/**
 * The groups that are installed where a command names none, sorted: those of `tool.uv.default-groups` (uv, "Default groups"), all of
 * Poetry's that are not `optional` (Poetry, "Optional groups"), else `dev`. Only groups that ask for something.
 */
export function readDefaultGroups(
  root: TomlNode,
  requirements: readonly RequirementDraft[],
): string[] {
  const groups = new Set(
    requirements.flatMap(({ kind }) =>
      kind.startsWith('group:') ? kind.slice('group:'.length) : [],
    ),
  );
  const isDefault = defaultOf(root);
  return [...groups].filter(isDefault).sort();
}

function defaultOf(root: TomlNode): (group: string) => boolean {
  const uv = root.get('tool', 'uv', 'default-groups');
  if (uv?.string === 'all') {
    return () => true;
  }
  if (uv?.isArray) {
    const named = new Set(uv.strings.map(normalizeName));
    return group => named.has(group);
  }
  const poetry = root.get('tool', 'poetry');
  if (poetry) {
    const optional = new Set(
      (poetry.get('group')?.entries ?? []).flatMap(([name, group]) =>
        group.get('optional')?.boolean === true ? normalizeName(name) : [],
      ),
    );
    return group => !optional.has(group);
  }
  return group => group === 'dev';
}
