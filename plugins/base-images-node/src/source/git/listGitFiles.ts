import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkLimits } from '../checkLimits';
import {
  FolderListing,
  FolderListingOptions,
  READ_CONCURRENCY,
} from '../FolderListing';
import { isTreePath } from '../isTreePath';
import { mapConcurrently } from '../mapConcurrently';
import { readFolderFile } from '../readFolderFile';
import { nestedRepository, unreadableName } from '../sourceDiagnostics';
import { SourceFile } from '../SourceTree';
import { compareWorkTree } from './compareWorkTree';
import { Git } from './Git';
import { GitIndex, isSubmodule, readGitIndex, toSourceFile } from './GitIndex';
import { hashAsCommitted } from './hashAsCommitted';
import { IndexEntry } from './parseIndexEntries';

/** A folder of a work tree, as git sees it. */
export interface GitFolder {
  git: Git;
  /** The folder from the root of the work tree, with `/` at its end. */
  prefix: string;
  /** Which index git has, see `GitIndex`. */
  indexVersion: string | undefined;
}

/**
 * Lists what `git add --all` would record of a folder of a work tree. Unchanged files get their blob ids from the index;
 * what differs from it is hashed.
 *
 * @param previous - What an earlier listing of the same folder left.
 */
export async function listGitFiles(
  root: string,
  { git, prefix, indexVersion }: GitFolder,
  options: FolderListingOptions,
  previous?: GitIndex,
): Promise<FolderListing> {
  const isSameIndex =
    indexVersion !== undefined && previous?.version === indexVersion;
  const [index, { committed, changed, untracked }] = await Promise.all([
    // Read while git still compares the work tree, which takes longest.
    isSameIndex ? previous : readGitIndex(git, indexVersion),
    compareWorkTree(git, prefix),
  ]);
  const listing: FolderListing = {
    revision: null,
    files: [],
    diagnostics: [],
    index,
  };
  const added = untracked.filter(isFilePath);
  const toHash = new Set([...changed, ...added]);
  for (const folder of untracked.filter(path => !isFilePath(path))) {
    listing.diagnostics.push(nestedRepository(folder.slice(0, -1)));
  }
  const { files, others } = index;
  checkLimits(
    options.limits,
    files.length + others.length + added.length,
    root,
    0,
  );
  for (const file of files) {
    checkDepth(file.path, options);
    if (!toHash.has(file.path)) {
      listing.files.push(file);
    }
  }
  let sparse = false;
  const toMeasure: IndexEntry[] = [];
  for (const entry of others) {
    if (isSubmodule(entry)) {
      toHash.delete(entry.path);
      listing.diagnostics.push(nestedRepository(entry.path));
    } else if (!isListable(entry.path, listing, options)) {
      toHash.delete(entry.path);
    } else if (!entry.checkedOut) {
      sparse = true;
      toHash.add(entry.path);
    } else if (!entry.merged) {
      toHash.add(entry.path);
    } else if (!toHash.has(entry.path)) {
      toMeasure.push(entry);
    }
  }
  const paths = [...toHash].filter(path => isListable(path, listing, options));
  const read = await mapConcurrently(paths, READ_CONCURRENCY, path => {
    options.signal?.throwIfAborted();
    return readFolderFile(root, path);
  });
  const hashed = await withCommittedIds(
    git,
    prefix,
    read.filter((file): file is SourceFile => !!file),
  );
  const measured = await mapConcurrently(toMeasure, READ_CONCURRENCY, entry =>
    measure(root, entry),
  );
  for (const file of [...hashed, ...measured]) {
    if (file) {
      listing.files.push(file);
    }
  }
  listing.hashed = new Set(hashed.map(file => file.path));
  const clean = changed.length === 0 && added.length === 0 && !sparse;
  listing.revision = clean ? committed : null;
  return listing;
}

/** The same files with the blob ids that git would record, where these are of converted bytes. */
async function withCommittedIds(
  git: Git,
  prefix: string,
  files: readonly SourceFile[],
): Promise<SourceFile[]> {
  const regular = files.filter(file => file.type === 'file');
  const ids = await hashAsCommitted(
    git,
    regular.map(file => file.path),
    prefix,
  );
  const byPath = new Map(regular.map(({ path }, index) => [path, ids[index]]));
  return files.map(file => ({
    ...file,
    blobId: byPath.get(file.path) ?? file.blobId,
  }));
}

async function measure(
  root: string,
  entry: IndexEntry,
): Promise<SourceFile | undefined> {
  const stats = await lstat(join(root, entry.path)).catch(() => undefined);
  return stats && toSourceFile(entry, stats.size);
}

/** Git lists a repository inside the work tree as a path that ends in `/`. */
function isFilePath(path: string): boolean {
  return !path.endsWith('/');
}

function isListable(
  path: string,
  listing: FolderListing,
  options: FolderListingOptions,
): boolean {
  if (!isTreePath(path)) {
    listing.diagnostics.push(unreadableName(path));
    return false;
  }
  checkDepth(path, options);
  return true;
}

function checkDepth(path: string, { limits }: FolderListingOptions): void {
  // Each folder takes two characters at least.
  if (path.length > 2 * limits.maxDepth) {
    checkLimits(limits, 0, path, path.split('/').length - 1);
  }
}
