import { SourceTree } from '../source/SourceTree';
import { digest } from './digest';

/** Whoever looks whether a tree has changed asks first, and the scan asks again. */
const known = new WeakMap<SourceTree['files'], string>();

/**
 * Hash over every path of a tree and its content. Types and modes do not count, because not every reader keeps them.
 *
 * @public
 */
export function hashTree({ files }: Pick<SourceTree, 'files'>): string {
  const hash = known.get(files) ?? digest('tree/1', fields(files));
  known.set(files, hash);
  return hash;
}

function* fields(files: SourceTree['files']): Iterable<string> {
  for (const file of files.values()) {
    yield file.path;
    yield file.blobId;
  }
}
