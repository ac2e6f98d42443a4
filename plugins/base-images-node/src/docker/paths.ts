/** Joins and cleans like Go's `path.Join` with a root in front: never above the root, no `/` at the end. */
export function resolveImagePath(base: string, path: string): string {
  const all = path.startsWith('/') ? path : joinImagePath(base, path);
  if (isClean(all)) {
    return all;
  }
  const parts: string[] = [];
  for (const part of all.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}

/** Whether cleaning would surely leave a path as it is; that spares most paths from being taken apart. */
function isClean(path: string): boolean {
  return (
    path.startsWith('/') &&
    !path.endsWith('/') &&
    !path.includes('//') &&
    !path.includes('/.')
  );
}

/** The path below `folder`, without a leading `/`; empty for the folder itself, undefined where it is not below it. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (folder === '/') {
    return path.slice(1);
  }
  if (path.length === folder.length) {
    return path === folder ? '' : undefined;
  }
  return path[folder.length] === '/' && path.startsWith(folder)
    ? path.slice(folder.length + 1)
    : undefined;
}

/** A path below a folder of an image. */
export function joinImagePath(folder: string, below: string): string {
  if (below === '') {
    return folder;
  }
  return folder === '/' ? `/${below}` : `${folder}/${below}`;
}

/** A path of the source tree below a folder of it, where `.` is the root. */
export function joinTreePath(folder: string, below: string): string {
  if (below === '' || below === '.') {
    return folder;
  }
  return folder === '.' ? below : `${folder}/${below}`;
}

/** The folder of a path of the source tree; `.` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Cleans a path in a build context: no leading `/`, never above its root; `.` for the root. */
export function cleanContextPath(path: string): string {
  return resolveImagePath('/', path).slice(1) || '.';
}
