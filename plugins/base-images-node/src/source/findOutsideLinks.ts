import { posix } from 'node:path';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { READ_CONCURRENCY } from './FolderListing';
import { mapConcurrently } from './mapConcurrently';
import { linksOutside } from './sourceDiagnostics';
import { SourceTree } from './SourceTree';

/**
 * Tells of symbolic links that lead out of the tree. The URL readers of Backstage leave them out of what they unpack, so that
 * a portal that reads the same commit from its host has other hashes.
 */
export async function findOutsideLinks(
  tree: Pick<SourceTree, 'files' | 'read'>,
): Promise<Diagnostic[]> {
  const links = [...tree.files.values()].filter(
    ({ type }) => type === 'symlink',
  );
  const leaving = await mapConcurrently(
    links,
    READ_CONCURRENCY,
    async ({ path }) => {
      // A link that is gone by now leads nowhere.
      const text = await tree.read(path).catch(() => Buffer.of());
      return leavesTree(path, text.toString());
    },
  );
  const paths = links.map(({ path }) => path).filter((_, at) => leaving[at]);
  return paths.length > 0 ? [linksOutside(paths)] : [];
}

function leavesTree(path: string, text: string): boolean {
  const target = posix.normalize(posix.join(posix.dirname(path), text));
  return posix.isAbsolute(text) || target === '..' || target.startsWith('../');
}
