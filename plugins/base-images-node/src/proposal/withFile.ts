import { gitBlobId } from '../source/gitBlobId';
import { SourceTree } from '../source/SourceTree';

/** The same tree, with another text in one file. */
export function withFile(
  tree: SourceTree,
  path: string,
  text: string,
): SourceTree {
  const content = Buffer.from(text);
  const files = new Map(tree.files);
  files.set(path, {
    path,
    blobId: gitBlobId(content),
    size: content.length,
    type: 'file',
  });
  return {
    revision: null,
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    diagnostics: tree.diagnostics,
    read: async file => (file === path ? content : tree.read(file)),
  };
}
