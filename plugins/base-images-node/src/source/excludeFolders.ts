import { NotFoundError } from '@backstage/errors';
import { PathPattern } from './PathPattern';
import { SourceTree } from './SourceTree';

/**
 * A tree without what some patterns name. A pattern that matches a folder takes out everything below it.
 */
export function excludeFolders(
  tree: SourceTree,
  patterns: readonly string[],
): SourceTree {
  if (patterns.length === 0) {
    return tree;
  }
  const excluded = patterns.map(pattern => new PathPattern(pattern));
  const known = new Map<string, boolean>();
  const isExcluded = (path: string): boolean => {
    const slash = path.lastIndexOf('/');
    if (slash >= 0) {
      const folder = path.slice(0, slash);
      let above = known.get(folder);
      if (above === undefined) {
        above = isExcluded(folder);
        known.set(folder, above);
      }
      if (above) {
        return true;
      }
    }
    return excluded.some(pattern => pattern.matches(path));
  };
  const files = new Map([...tree.files].filter(([path]) => !isExcluded(path)));
  return {
    revision: tree.revision,
    files,
    diagnostics: tree.diagnostics,
    async read(path) {
      if (!files.has(path)) {
        throw new NotFoundError(`There is no file ${path}`);
      }
      return tree.read(path);
    },
  };
}
