import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { FileHandle, lstat, open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { gitBlobId } from './gitBlobId';
import { SourceFile } from './SourceTree';

/** Files up to this size are hashed in one piece. */
const CHUNK_BYTES = 1 << 20;

const OWNER_MAY_RUN = 0o100;

/** Opens a file but never what a symbolic link points to, and never waits for the other end of a pipe. */
export async function openFolderFile(path: string): Promise<FileHandle> {
  return open(
    path,
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  );
}

/**
 * Looks at one path of a folder and hashes its content, or the link text of a symbolic link.
 *
 * @returns undefined when there is nothing that git would record: the path is gone, a folder, a socket or a device.
 */
export async function readFolderFile(
  root: string,
  path: string,
): Promise<SourceFile | undefined> {
  const absolute = join(root, path);
  try {
    const stats = await lstat(absolute);
    if (stats.isSymbolicLink()) {
      const text = await readlink(absolute, { encoding: 'buffer' });
      return {
        path,
        blobId: gitBlobId(text),
        size: text.byteLength,
        type: 'symlink',
      };
    }
    if (!stats.isFile()) {
      return undefined;
    }
    return {
      path,
      type: 'file',
      ...(await hashFile(absolute)),
      ...(stats.mode & OWNER_MAY_RUN ? { executable: true } : {}),
    };
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw new InputError(
      `Cannot read ${path} in ${root}; make it readable or leave it out with .gitignore`,
      error,
    );
  }
}

async function hashFile(
  absolute: string,
): Promise<{ blobId: string; size: number }> {
  const file = await openFolderFile(absolute);
  try {
    const { size } = await file.stat();
    const hash = createHash('sha1').update(`blob ${size}\0`);
    const buffer = Buffer.allocUnsafe(Math.min(size + 1, CHUNK_BYTES));
    let total = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      total += bytesRead;
      if (bytesRead === 0 || total > size) {
        break;
      }
      hash.update(buffer.subarray(0, bytesRead));
      if (total === size && bytesRead < buffer.length) {
        break;
      }
    }
    if (total !== size) {
      throw new InputError('The file changed while it was read');
    }
    return { blobId: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

/** Whether a path vanished between listing and reading it, or turned into something that is no file. */
function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return (
    code === 'ENOENT' ||
    code === 'ENOTDIR' ||
    code === 'ELOOP' ||
    code === 'ENXIO'
  );
}
