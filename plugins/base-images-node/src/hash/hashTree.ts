import { SourceTree } from '../source/SourceTree';
import { digest } from './digest';

/**
 * Hash over every path of a tree and its content. Types and modes do not count, because not every reader keeps them.
 *
 * @public
 */
export function hashTree(tree: Pick<SourceTree, 'files'>): string {
  return digest('tree/1', fields(tree));
}

function* fields(tree: Pick<SourceTree, 'files'>): Iterable<string> {
  for (const file of tree.files.values()) {
    yield file.path;
    yield file.blobId;
  }
}
