import { Package } from '@base-images/backstage-plugin-base-images-common';
import { edgeText, Workspace } from './readUvWorkspace';

/** What we found of the same members, in the same texts. */
export function readOurWorkspace(
  packages: readonly Package[],
  members: ReadonlySet<string>,
): Workspace {
  const ours = packages.filter(({ name }) => members.has(name));
  const edges = new Set<string>();
  for (const item of ours) {
    const kinds = new Set(item.requirements.map(({ kind }) => kind));
    kinds.delete('build');
    for (const kind of kinds) {
      for (const requirement of expand(item, kind)) {
        const { name, extras, binding } = requirement;
        if (binding === 'working-tree' && members.has(name)) {
          edges.add(edgeText(item.name, kind, name, undefined));
          for (const extra of extras) {
            edges.add(edgeText(item.name, kind, name, extra));
          }
        }
      }
    }
  }
  return {
    members: new Map(ours.map(({ name, path }) => [name, path])),
    edges,
  };
}

/** The requirements of one kind, where a package that names its own extras stands for what these ask for, as in uv's lock. */
function expand(
  { name, requirements }: Package,
  kind: string,
): Package['requirements'] {
  const followed = new Set<string>();
  const pending = [kind];
  const found: Package['requirements'] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (followed.has(next)) {
      continue;
    }
    followed.add(next);
    for (const requirement of requirements) {
      if (requirement.kind !== next) {
        continue;
      }
      if (requirement.name === name) {
        pending.push(...requirement.extras.map(extra => `extra:${extra}`));
      } else {
        found.push(requirement);
      }
    }
  }
  return found;
}
