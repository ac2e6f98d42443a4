import { posix } from 'node:path';

/**
 * Stands before a path that is known from the root of the source tree, such as one made from `__file__`; code sees it as an
 * absolute path. The control character keeps it apart from every path that people write.
 */
export const treeRoot = '/\u0001tree';

/** A path of the tree as the absolute path that code would see. */
export function toAbsolute(path: string): string {
  return posix.join(treeRoot, path);
}

/**
 * The path from the root of the tree (`.` for the root itself) that a written path means when it is read from a folder, or
 * undefined where it leaves the tree or is absolute.
 */
export function resolveInTree(
  folder: string,
  written: string,
): string | undefined {
  const path = written.replace(/\\/g, '/');
  if (path.includes('\0')) {
    return undefined;
  }
  const absolute = posix.normalize(
    path.startsWith('/') ? path : `${treeRoot}/${folder}/${path}`,
  );
  if (absolute !== treeRoot && !absolute.startsWith(`${treeRoot}/`)) {
    return undefined;
  }
  return absolute.slice(treeRoot.length + 1).replace(/\/$/, '') || '.';
}

/** The folders above a path, the nearest first and the root (`.`) last. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === '.' || folder === '/') {
      return folders;
    }
  }
}
