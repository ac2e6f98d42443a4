import { BaseImageDeclaration } from '../../declaration/BaseImageDeclaration';
import { SourceTree } from '../../source/SourceTree';
import { LockFile } from './LockFile';
import { isLockFile, readLockFile } from './readLockFile';

/** The lock files that base images name as their constraints, by path. One that cannot be read is left out. */
export async function readLocks(
  tree: SourceTree,
  declarations: readonly Pick<BaseImageDeclaration, 'constraints'>[],
): Promise<Map<string, LockFile>> {
  const locks = new Map<string, LockFile>();
  const paths = new Set(
    declarations.flatMap(({ constraints }) => constraints?.path ?? []),
  );
  for (const path of paths) {
    if (isLockFile(path) && tree.files.get(path)?.type === 'file') {
      const text = await tree.read(path).then(
        content => content.toString(),
        () => undefined,
      );
      const lock = text === undefined ? undefined : readLockFile(path, text);
      if (lock) {
        locks.set(path, lock);
      }
    }
  }
  return locks;
}
