import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isTreePath } from '../isTreePath';
import { SourceFile } from '../SourceTree';
import { Git } from './Git';
import { IndexEntry, parseIndexEntries } from './parseIndexEntries';

const SUBMODULE = '160000';
const SYMLINK = '120000';
const EXECUTABLE = '100755';

/** What git's index says about a folder. It is never changed. */
export interface GitIndex {
  /** Another text as soon as git writes another index; undefined where that cannot be told. */
  version: string | undefined;
  /** The files as they were added, sorted by their paths. Those that differ by now are among them. */
  files: readonly SourceFile[];
  /** Entries that the index does not tell enough about, or that are no files. */
  others: readonly IndexEntry[];
}

/**
 * Text that is another one as soon as git writes another index: it never changes the file of an index, but puts a new one in its
 * place.
 *
 * @param folder - The one that `git` stands in.
 */
export async function readIndexVersion(
  git: Git,
  folder: string,
): Promise<string | undefined> {
  const path = (await git.run('rev-parse', '--git-path', 'index'))
    .toString()
    .replace(/\n$/, '');
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(
      resolve(folder, path),
      { bigint: true },
    );
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}

/** @param version - The one of the index before it is read. */
export async function readGitIndex(
  git: Git,
  version: string | undefined,
): Promise<GitIndex> {
  const entries = parseIndexEntries(
    await git.run('ls-files', '--stage', '-t', '--debug', '-z'),
  );
  const files: SourceFile[] = [];
  const others: IndexEntry[] = [];
  for (const entry of entries) {
    if (
      entry.mode === SUBMODULE ||
      !entry.checkedOut ||
      !entry.merged ||
      entry.size === undefined ||
      !isTreePath(entry.path)
    ) {
      others.push(entry);
    } else {
      files.push(toSourceFile(entry, entry.size));
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { version, files, others };
}

export function isSubmodule({ mode }: IndexEntry): boolean {
  return mode === SUBMODULE;
}

export function toSourceFile(
  { path, blobId, mode }: IndexEntry,
  size: number,
): SourceFile {
  return {
    path,
    blobId,
    size,
    type: mode === SYMLINK ? 'symlink' : 'file',
    ...(mode === EXECUTABLE ? { executable: true } : {}),
  };
}
