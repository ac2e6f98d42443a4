import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import {
  isLfsPointer,
  MAX_LFS_POINTER_BYTES,
} from '../source/attributes/isLfsPointer';
import { isTreePath } from '../source/isTreePath';
import { mapConcurrently } from '../source/mapConcurrently';
import { SourceTree } from '../source/SourceTree';
import { ContextFile } from './ContextSelection';

const READ_CONCURRENCY = 16;
const MAX_REFUSALS = 50;

/** What keeps files from being sent to a build. */
export async function checkContextFiles(
  tree: SourceTree,
  files: readonly ContextFile[],
  written: ReadonlyMap<string, string>,
): Promise<Diagnostic[]> {
  const unnameable = files
    .filter(({ path }) => !isArchivePath(path))
    .map(({ path }) =>
      refusal(
        path,
        'invalid-context-path',
        'The name of this file is none that an archive can hold on every system.',
        'Rename it without backslashes, and without a colon after its first letter.',
      ),
    );
  const small = files.filter(
    ({ path, type, size }) =>
      type === 'file' && size < MAX_LFS_POINTER_BYTES && !written.has(path),
  );
  const pointers = await mapConcurrently(
    small,
    READ_CONCURRENCY,
    async ({ path }) =>
      isLfsPointer(await tree.read(path))
        ? [
            refusal(
              path,
              'lfs-pointer-in-context',
              'The image would get the pointer of this file, whose content lies in Git LFS.',
              'Fetch the contents with git lfs pull, or let the host put them into its archives.',
            ),
          ]
        : [],
  );
  return [...unnameable, ...pointers.flat()].slice(0, MAX_REFUSALS);
}

/** ZIP archives have no backslashes and no drive letters (APPNOTE.TXT, 4.4.17). */
function isArchivePath(path: string): boolean {
  return isTreePath(path) && !path.includes('\\') && !/^[A-Za-z]:/.test(path);
}

function refusal(
  file: string,
  code: string,
  message: string,
  help: string,
): Diagnostic {
  return {
    code,
    severity: 'error',
    file,
    line: null,
    column: null,
    message,
    help,
  };
}
