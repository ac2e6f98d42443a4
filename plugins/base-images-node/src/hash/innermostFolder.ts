/**
 * A function that gives the innermost of some folders that a path lies in, or undefined. Folders are paths without a
 * slash at the end, `.` is the root. Answers are remembered by folder, so that a whole tree costs one step a file.
 */
export function innermostFolder(folders: {
  has(folder: string): boolean;
}): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    if (known.has(folder)) {
      return known.get(folder);
    }
    let found: string | undefined;
    if (folders.has(folder)) {
      found = folder;
    } else if (folder !== '.') {
      found = find(parentFolder(folder));
    }
    known.set(folder, found);
    return found;
  };
  return path => find(parentFolder(path));
}

function parentFolder(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}
