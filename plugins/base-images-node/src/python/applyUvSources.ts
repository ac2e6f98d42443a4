import { posix } from 'node:path';
import { RequirementDraft } from './manifest/PackageDraft';
import { joinMarkers } from './manifest/poetryMarker';
import { UvSource, UvSources, UvWorkspace } from './manifest/readUvSources';
import { compileFolderGlobs } from '../glob/compileFolderGlobs';
import { parseMarker } from './parseMarker';

/** What uv's configuration in one folder says. */
export interface UvFolder {
  path: string;
  sources: UvSources;
  workspace?: UvWorkspace;
}

/** What uv's configuration means for a folder. */
export interface EffectiveUvSources extends Pick<UvSources, 'get'> {
  /** Root of the workspace that it is a member of, or null. */
  readonly workspace: string | null;
  /** What it stands in: the folder's own sources, and those of the root of its workspace. */
  readonly tables: readonly UvSources[];
}

/** A function that gives the root of the workspace that a folder is a member of, if it is of one. */
export function findWorkspaceRoots(
  folders: readonly UvFolder[],
): (path: string) => string | undefined {
  const isMember = new Map(
    folders.flatMap(({ path, workspace }) =>
      workspace ? [[path, toMatcher(workspace)] as const] : [],
    ),
  );
  const known = new Map<string, string | undefined>();
  return path => {
    if (!known.has(path)) {
      known.set(
        path,
        ancestors(path).find(folder =>
          isMember.get(folder)?.(posix.relative(folder, path)),
        ),
      );
    }
    return known.get(path);
  };
}

/**
 * The sources that uv uses for each folder: its own, and those of the root of the workspace that it is a member of; an entry of
 * its own replaces the root's entry of that name wholly, even if its marker is false (uv "Using workspaces").
 */
export function effectiveUvSources(
  folders: readonly UvFolder[],
  rootOf: (path: string) => string | undefined,
): (path: string) => EffectiveUvSources {
  const byPath = new Map(folders.map(folder => [folder.path, folder]));
  return path => {
    const own = byPath.get(path)?.sources;
    const root = rootOf(path);
    const shared = root === undefined ? undefined : byPath.get(root)?.sources;
    return {
      workspace: root ?? (byPath.get(path)?.workspace ? path : null),
      tables: [own, shared].filter(table => table !== undefined),
      get: name => own?.get(name) ?? shared?.get(name),
    };
  };
}

function toMatcher(workspace: UvWorkspace): (path: string) => boolean {
  const isIncluded = compileFolderGlobs(workspace.members);
  const isExcluded = compileFolderGlobs(workspace.exclude);
  return path => isIncluded(path) && !isExcluded(path);
}

/** The folders above a folder, nearest first. */
function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let folder = path; folder !== '.';) {
    folder = posix.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

/** Adds to requirements where uv takes them from. One with several sources becomes one for each, with their markers joined. */
export function applyUvSources(
  drafts: readonly RequirementDraft[],
  sources: Pick<UvSources, 'get'>,
): RequirementDraft[] {
  return drafts.flatMap(draft => {
    const applicable = (sources.get(draft.name) ?? []).filter(source =>
      appliesTo(source, draft),
    );
    if (draft.url !== null || applicable.length === 0) {
      return [draft];
    }
    if (applicable.length === 1) {
      return [{ ...draft, origin: applicable[0].origin }];
    }
    return applicable.map(({ origin, marker }) => ({
      ...draft,
      origin,
      marker:
        joinMarkers(
          [draft.marker, marker].filter(
            text => typeof text === 'string' && parseMarker(text).ok,
          ) as string[],
          'and',
        ) ?? null,
    }));
  });
}

function appliesTo({ extra, group }: UvSource, { kind }: RequirementDraft) {
  return (
    (extra === undefined || kind === `extra:${extra}`) &&
    (group === undefined || kind === `group:${group}`)
  );
}
