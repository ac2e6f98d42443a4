import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { RequirementOrigin } from './PackageDraft';
import { pathOrigin } from './urlOrigin';

/** One source that uv takes a name from, with the conditions under which it does. */
export interface UvSource {
  origin: RequirementOrigin;
  marker?: string;
  /** Only for requirements of this extra. */
  extra?: string;
  /** Only for requirements of this dependency group. */
  group?: string;
  /** Whether only what the project needs is installed: `package = false`. */
  isVirtual?: true;
}

/** `[tool.uv.sources]`: sources by normalised name. */
export type UvSources = ReadonlyMap<string, UvSource[]>;

/** `[tool.uv.workspace]`: globs of folders, relative to the folder of the manifest. */
export interface UvWorkspace {
  members: string[];
  exclude: string[];
}

/** Reads where uv takes names from (uv "Managing dependencies", "Dependency sources"). */
export function readUvSources(
  folder: ManifestFolder,
  table: TomlNode | undefined,
): UvSources {
  const sources = new Map<string, UvSource[]>();
  for (const [declared, node] of table?.entries ?? []) {
    sources.set(
      normalizeName(declared),
      (node.isArray ? node.items : [node]).flatMap(
        entry => readSource(folder, entry) ?? [],
      ),
    );
  }
  return sources;
}

export function readUvWorkspace(
  workspace: TomlNode | undefined,
): UvWorkspace | undefined {
  return workspace?.isTable
    ? {
        members: workspace.get('members')?.strings ?? [],
        exclude: workspace.get('exclude')?.strings ?? [],
      }
    : undefined;
}

function readSource(
  folder: ManifestFolder,
  node: TomlNode,
): UvSource | undefined {
  const origin = readOrigin(folder, node);
  const extra = node.get('extra')?.string;
  const group = node.get('group')?.string;
  return (
    origin && {
      origin,
      marker: node.get('marker')?.string,
      extra: extra && normalizeName(extra),
      group: group && normalizeName(group),
      ...(node.get('package')?.boolean === false ? { isVirtual: true } : {}),
    }
  );
}

function readOrigin(
  folder: ManifestFolder,
  node: TomlNode,
): RequirementOrigin | undefined {
  const workspace = node.get('workspace');
  if (workspace?.boolean === true || workspace?.string !== undefined) {
    return { type: 'workspace' };
  }
  const path = node.get('path')?.string;
  if (path !== undefined) {
    return pathOrigin(folder, path);
  }
  return ['git', 'url', 'index'].some(key => node.get(key))
    ? { type: 'published' }
    : undefined;
}
