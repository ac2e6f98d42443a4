import { compileGlob } from '../../glob/matchGlob';
import { compileFolderGlobs } from '../../glob/compileFolderGlobs';

/**
 * Whether a pattern of a `.gitattributes` file names a path: as in `.gitignore`, but a folder does not stand for what is in
 * it (gitattributes documentation). A slash at the end says nothing here.
 */
export function compileAttributePattern(
  text: string,
): (path: string) => boolean {
  const pattern = text.replace(/\/$/, '');
  if (pattern.includes('/')) {
    return compileFolderGlobs([pattern.replace(/^\//, '')]);
  }
  if (pattern === '*') {
    return () => true;
  }
  const suffix = /^\*([^*?[\\]+)$/.exec(pattern)?.[1];
  if (suffix) {
    return path => path.endsWith(suffix);
  }
  const matches = compileGlob(pattern);
  return path => matches(path.slice(path.lastIndexOf('/') + 1));
}
