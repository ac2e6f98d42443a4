import { execFileSync } from 'node:child_process';
import { relative, sep } from 'node:path';

/** The part of `uv workspace metadata` that is compared. */
interface UvMetadata {
  members: { name: string; path: string }[];
  resolution: Record<string, UvNode>;
}

interface UvNode {
  /** Missing for a marker that several nodes share. */
  name?: string;
  source?: Record<string, unknown>;
  kind?: string | { extra?: string; group?: string };
  dependencies?: { id: string }[];
}

/** A uv workspace: where its members are, and what they ask of each other. */
export interface Workspace {
  /** Folder from the root of the checkout, by name. */
  members: Map<string, string>;
  /** Lines such as `a [extra:x] → b[y]`. */
  edges: Set<string>;
}

/** What an edge is written as; both sides are compared as these texts. */
export function edgeText(
  from: string,
  kind: string,
  to: string,
  extra: string | undefined,
): string {
  return `${from} (${kind}) → ${extra === undefined ? to : `${to}[${extra}]`}`;
}

/**
 * Asks uv for the workspace of a folder: from its manifests and lock alone, without the network.
 *
 * @throws Error with what uv said.
 */
export function readUvWorkspace(
  checkout: string,
  folder: string,
  uv: string,
): Workspace {
  const output = execFileSync(
    uv,
    ['workspace', 'metadata', '--frozen', '--offline', '--no-python-downloads'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: 'pipe' },
  );
  const { members, resolution } = JSON.parse(output) as UvMetadata;
  const names = new Set(members.map(({ name }) => name));
  const isMember = (
    node: UvNode | undefined,
  ): node is UvNode & { name: string } =>
    node?.name !== undefined &&
    names.has(node.name) &&
    !('registry' in (node.source ?? {}));
  const edges = new Set<string>();
  for (const node of Object.values(resolution)) {
    for (const { id } of isMember(node) ? (node.dependencies ?? []) : []) {
      const target = resolution[id];
      // The node of a package with an extra stands on the one without it: that edge is none of a requirement.
      if (isMember(node) && isMember(target) && target.name !== node.name) {
        for (const extra of [undefined, extraOf(target)]) {
          edges.add(edgeText(node.name, kindOf(node), target.name, extra));
        }
      }
    }
  }
  return {
    members: new Map(
      members.map(({ name, path }) => [
        name,
        relative(checkout, path).split(sep).join('/') || '.',
      ]),
    ),
    edges,
  };
}

function kindOf({ kind }: UvNode): string {
  if (typeof kind !== 'object') {
    return 'main';
  }
  return kind.extra === undefined
    ? `group:${kind.group}`
    : `extra:${kind.extra}`;
}

function extraOf({ kind }: UvNode): string | undefined {
  return typeof kind === 'object' ? kind.extra : undefined;
}
