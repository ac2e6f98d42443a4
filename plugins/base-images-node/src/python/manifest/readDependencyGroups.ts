import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { RequirementDraft } from './PackageDraft';
import { toRequirementDraft } from './toRequirementDraft';

/** Groups that include each other in a chain grow with the square of its length; nobody writes so many. */
const MAX_EXPANDED = 50_000;

interface Group {
  node: TomlNode;
  members: (
    { draft: RequirementDraft } | { include: string; node: TomlNode }
  )[];
}

/**
 * Reads `[dependency-groups]` (PyPA "Dependency Groups", PEP 735): included groups are expanded in place; cycles and unknown
 * names are reported and left out.
 */
export function readDependencyGroups(
  folder: ManifestFolder,
  table: TomlNode,
): RequirementDraft[] {
  if (!table.isTable) {
    folder.invalidManifest(table, `${table.label} is not a table of arrays.`);
  }
  const groups = new Map<string, Group>();
  for (const [declared, node] of table.entries) {
    const name = normalizeName(declared);
    if (groups.has(name)) {
      folder.invalidManifest(
        node,
        `The dependency group ${name} is declared twice, with different spellings.`,
        'Join the two lists: names that differ only in case, -, _ and . are the same.',
      );
      continue;
    }
    groups.set(name, readGroup(folder, name, node));
  }
  const expanded = expandGroups(folder, groups);
  return [...expanded].flatMap(([name, drafts]) =>
    drafts.map(draft => ({ ...draft, kind: `group:${name}` as const })),
  );
}

function readGroup(
  folder: ManifestFolder,
  name: string,
  node: TomlNode,
): Group {
  const group: Group = { node, members: [] };
  if (!node.isArray) {
    folder.invalidManifest(node, `${node.label} is not an array.`);
  }
  for (const item of node.items) {
    const include = item.get('include-group')?.string;
    if (include !== undefined && item.entries.length === 1) {
      group.members.push({ include: normalizeName(include), node: item });
    } else if (item.string !== undefined) {
      const draft = toRequirementDraft(
        folder,
        `group:${name}`,
        item.string,
        item,
      );
      if (draft) {
        group.members.push({ draft });
      }
    } else {
      folder.invalidManifest(
        item,
        `${item.label} is neither a requirement nor { include-group = "…" }.`,
      );
    }
  }
  return group;
}

/**
 * Expands the groups so that each is expanded once, after those it includes. A draft appears once in a group even when several
 * ways lead to it, so that groups which include each other in a lattice do not grow without bounds.
 */
function expandGroups(
  folder: ManifestFolder,
  groups: ReadonlyMap<string, Group>,
): Map<string, RequirementDraft[]> {
  const expanded = new Map<string, Set<RequirementDraft>>();
  let size = 0;
  const entered = new Set<string>();
  for (const root of groups.keys()) {
    const path = [root];
    while (path.length > 0) {
      const name = path[path.length - 1];
      const { members } = groups.get(name)!;
      entered.add(name);
      const next = members.find(
        member =>
          'include' in member &&
          groups.has(member.include) &&
          !entered.has(member.include),
      );
      if (next && 'include' in next) {
        path.push(next.include);
        continue;
      }
      path.pop();
      if (!expanded.has(name) && size < MAX_EXPANDED) {
        const drafts = expandGroup(folder, members, groups, expanded);
        size += drafts.size;
        expanded.set(name, drafts);
      }
    }
  }
  return new Map(
    [...groups.keys()].map(name => [name, [...(expanded.get(name) ?? [])]]),
  );
}

function expandGroup(
  folder: ManifestFolder,
  members: Group['members'],
  groups: ReadonlyMap<string, Group>,
  expanded: ReadonlyMap<string, Set<RequirementDraft>>,
): Set<RequirementDraft> {
  const drafts = new Set<RequirementDraft>();
  for (const member of members) {
    if ('draft' in member) {
      drafts.add(member.draft);
      continue;
    }
    const included = expanded.get(member.include);
    included?.forEach(draft => drafts.add(draft));
    if (!included) {
      folder.invalidManifest(
        member.node,
        groups.has(member.include)
          ? `The dependency groups include each other over ${member.include}.`
          : `There is no dependency group ${member.include} to include.`,
        'Name a group of [dependency-groups] that does not lead back here.',
      );
    }
  }
  return drafts;
}
