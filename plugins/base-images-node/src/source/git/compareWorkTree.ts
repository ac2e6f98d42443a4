import { Git } from './Git';
import { parseStatus } from './parseStatus';

/** Folders that git is asked about by name; where there are more, it is asked about all. */
const MAX_FOLDERS = 100;

/** In what a folder of a work tree differs from the index. Paths start at the folder. */
export interface WorkTreeChanges {
  /** The commit that the index of this folder equals, or null. */
  committed: string | null;
  /** Tracked files that differ from the index. */
  changed: string[];
  /** Files that are neither tracked nor ignored; repositories inside the work tree end in `/`. */
  untracked: string[];
}

/**
 * Compares a folder with the index, and the index with the commit, in one go.
 *
 * @remarks
 * Git is asked for whole folders that are not tracked, and for no path where all are meant, because it then can use what it
 * remembers of folders that have not changed (`core.untrackedCache`).
 *
 * @param prefix - The folder from the root of the work tree, with `/` at its end.
 */
export async function compareWorkTree(
  git: Git,
  prefix: string,
): Promise<WorkTreeChanges> {
  const { head, staged, changed, untracked } = parseStatus(
    await git.list(
      'status',
      '--porcelain=v2',
      '--branch',
      '--no-ahead-behind',
      '--no-renames',
      '--ignore-submodules=all',
      '--untracked-files=normal',
      '-z',
      ...(prefix === '' ? [] : ['--', '.']),
    ),
  );
  const inFolder = (path: string) => path.slice(prefix.length);
  const files = untracked.filter(path => !path.endsWith('/')).map(inFolder);
  const folders = untracked
    .filter(path => path.endsWith('/'))
    // The folder itself may be one of them.
    .map(path => inFolder(path) || '.');
  return {
    committed: staged ? null : head,
    changed: changed.map(inFolder),
    untracked:
      folders.length > MAX_FOLDERS
        ? await listUntracked(git, ['.'])
        : [...files, ...(await listUntracked(git, folders))],
  };
}

async function listUntracked(
  git: Git,
  folders: readonly string[],
): Promise<string[]> {
  return folders.length === 0
    ? []
    : git.list(
        'ls-files',
        '--others',
        '--exclude-standard',
        '-z',
        '--',
        ...folders.map(folder => `:(literal)${folder}`),
      );
}
