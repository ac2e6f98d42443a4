import { SourceTree } from '../source/SourceTree';

/**
 * Paths of files that only one of two trees has, or whose content or type differs, sorted.
 *
 * @public
 */
export function changedFiles(
  before: Pick<SourceTree, 'files'>,
  after: Pick<SourceTree, 'files'>,
): string[] {
  const paths: string[] = [];
  for (const [path, { blobId, type }] of before.files) {
    const now = after.files.get(path);
    if (now?.blobId !== blobId || now.type !== type) {
      paths.push(path);
    }
  }
  for (const path of after.files.keys()) {
    if (!before.files.has(path)) {
      paths.push(path);
    }
  }
  return paths.sort();
}
