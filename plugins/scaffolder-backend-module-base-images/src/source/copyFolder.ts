import { copyFile, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isChildPath, LoggerService } from '@backstage/backend-plugin-api';
import { FolderSourceTree } from '@base-images/backstage-plugin-base-images-node';
import { WorkspaceFolder } from '../workspace/WorkspaceFolder';

/**
 * Copies the files of a folder that git would record. Symbolic links stay what they are; those that lead to nothing in the
 * copy are left out, so that nobody reads or writes through them elsewhere.
 *
 * @returns the number of files.
 */
export async function copyFolder(
  folder: string,
  target: WorkspaceFolder,
  options: { logger: LoggerService; signal: AbortSignal | undefined },
): Promise<number> {
  const { logger, signal } = options;
  const source = await realpath(folder);
  const tree = await FolderSourceTree.open(source, { signal });
  const links: string[] = [];
  for (const { path, type } of tree.files.values()) {
    signal?.throwIfAborted();
    if (type === 'symlink') {
      links.push(path);
    } else {
      await copyFile(join(source, path), await target.makeRoom(path));
    }
  }
  // Last, so that no file is written through one.
  for (const path of links) {
    const text = await readlink(join(source, path));
    const link = await target.makeRoom(path);
    if (!isAbsolute(text)) {
      await symlink(text, link);
    }
  }
  for (const path of links) {
    const link = join(target.path, path);
    const leadsTo = await realpath(link).catch(() => undefined);
    if (leadsTo === undefined || !isChildPath(target.path, leadsTo)) {
      await rm(link, { force: true });
      logger.warn(`${path} is left out: it is a link to nothing in the source`);
    }
  }
  return tree.files.size;
}
