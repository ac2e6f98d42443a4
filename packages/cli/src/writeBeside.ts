import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '@base-images/backstage-plugin-base-images-node';
import { CommandFailure } from './CommandFailure';

/**
 * Writes a file of a folder at once or not at all; never through a symbolic link, and never outside the folder. The folder that
 * it lies in is made where it is not there; those above must be.
 *
 * @param path - path in the folder, with `/`.
 * @throws CommandFailure when something else than a plain file is there, or a folder on the way is a link.
 */
export async function writeBeside(
  folder: string,
  path: string,
  text: string,
): Promise<void> {
  const root = await realpath(folder);
  const target = join(root, path);
  const parent = dirname(target);
  const above = dirname(parent);
  if (parent !== root && (await realpath(above)) === above) {
    // Fails where something is there already, which is looked at next.
    await mkdir(parent).catch(() => undefined);
  }
  if (
    (await realpath(parent)) !== parent ||
    !`${target}`.startsWith(join(root, '/'))
  ) {
    throw new CommandFailure(
      `${path} is not written: a folder on its way is a symbolic link`,
    );
  }
  if (!(await replaceFile(target, text))) {
    throw new CommandFailure(
      `${path} is not written: something that is no plain file is there`,
    );
  }
}
