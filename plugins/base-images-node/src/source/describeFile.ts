import { SourceTree } from './SourceTree';

/** Text that is another one as soon as a file is another; empty where there is none. */
export function describeFile(
  { files }: Pick<SourceTree, 'files'>,
  path: string,
): string {
  const file = files.get(path);
  return file ? `${file.type} ${file.size} ${file.blobId}` : '';
}
