import { Package } from '@base-images/backstage-plugin-base-images-common';
import { SourceFile, SourceTree } from '../source/SourceTree';
import { digest } from './digest';
import { innermostFolder } from './innermostFolder';

/** Folders that are cheaper to look for one by one than the owner of every file. */
const FEW_FOLDERS = 8;

/** Package hashes of an earlier state of a tree with the same packages in the same folders. */
export interface EarlierHashes {
  hashes: ReadonlyMap<string, string>;
  /** Paths that have been added, removed or changed since. */
  changed: ReadonlySet<string>;
}

/**
 * Source hash of each package by its name: over the files of its folder without those of packages nested in it. README,
 * documents and tests count, because any of them may be package data or input of the build backend. The place of the
 * folder does not count: a package that moves stays the same.
 *
 * @public
 */
export function hashPackages(
  tree: Pick<SourceTree, 'files'>,
  packages: readonly Pick<Package, 'name' | 'path'>[],
  earlier?: EarlierHashes,
): ReadonlyMap<string, string> {
  const ownerOf = innermostFolder(new Set(packages.map(({ path }) => path)));
  const touched =
    earlier &&
    new Set([...earlier.changed].flatMap(path => ownerOf(path) ?? []));
  if (touched?.size === 0) {
    return earlier!.hashes;
  }
  const fields = new Map<string, string[]>();
  for (const { path } of packages) {
    if (!touched || touched.has(path)) {
      fields.set(path, []);
    }
  }
  for (const file of filesBelow(tree, touched)) {
    const owner = ownerOf(file.path);
    const list = owner === undefined ? undefined : fields.get(owner);
    if (list) {
      const start = owner === '.' ? 0 : owner!.length + 1;
      list.push(file.path.slice(start), file.blobId);
    }
  }
  const hashes = new Map(earlier?.hashes);
  for (const { name, path } of packages) {
    const list = fields.get(path);
    if (list) {
      hashes.set(name, digest('package/1', [name, ...list]));
    }
  }
  return hashes;
}

/** The files below some folders, and perhaps others; all files where no folders are given. */
function* filesBelow(
  tree: Pick<SourceTree, 'files'>,
  folders: ReadonlySet<string> | undefined,
): Iterable<SourceFile> {
  const files = tree.files.values();
  if (!folders || folders.size > FEW_FOLDERS || folders.has('.')) {
    yield* files;
    return;
  }
  const prefixes = [...folders].map(folder => `${folder}/`);
  for (const file of files) {
    if (prefixes.some(prefix => file.path.startsWith(prefix))) {
      yield file;
    }
  }
}
