import { randomBytes } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandFailure } from './CommandFailure';

/**
 * Writes a file that the user named at once or not at all. A symbolic link is replaced, not followed.
 *
 * @param write - writes to a path at which nothing is yet.
 * @throws CommandFailure when its folder does not exist, or something else than a file is there.
 */
export async function writeInPlaceOf<T>(
  path: string,
  write: (path: string) => Promise<T>,
): Promise<T> {
  const folder = dirname(path);
  const folderStats = await lstat(join(folder, '.')).catch(() => undefined);
  if (!folderStats?.isDirectory()) {
    throw new CommandFailure(`${path} is not written: there is no ${folder}`);
  }
  const existing = await lstat(path).catch(() => undefined);
  if (existing?.isDirectory()) {
    throw new CommandFailure(`${path} is not written: it is a folder`);
  }
  const temporary = join(
    folder,
    `.base-images-${randomBytes(6).toString('hex')}`,
  );
  try {
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } finally {
    await rm(temporary, { force: true });
  }
}
