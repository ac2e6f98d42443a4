import { randomBytes } from 'node:crypto';
import { lstat, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file at once or not at all, and follows no link that is there, or that is put there meanwhile. The folder that it lies in
 * must be there; whether it may be written to is for the caller to know.
 *
 * @param target - absolute path.
 * @returns whether it was written: not where something is that is no plain file.
 * @public
 */
export async function replaceFile(
  target: string,
  text: string,
): Promise<boolean> {
  const existing = await lstat(target).catch(() => undefined);
  if (existing && !existing.isFile()) {
    return false;
  }
  const temporary = join(
    dirname(target),
    `.base-images-${randomBytes(6).toString('hex')}`,
  );
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, target);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}
