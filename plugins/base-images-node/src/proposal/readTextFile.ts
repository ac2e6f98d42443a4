import { SourceTree } from '../source/SourceTree';

/** The text of a plain file, undefined without one; `isText` is false where its bytes are not UTF-8. */
export async function readTextFile(
  tree: SourceTree,
  path: string,
): Promise<{ text: string; isText: boolean } | undefined> {
  if (tree.files.get(path)?.type !== 'file') {
    return undefined;
  }
  const content = await tree.read(path);
  const text = content.toString('utf8');
  return { text, isText: Buffer.from(text).equals(content) };
}
