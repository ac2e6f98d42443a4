import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { describeFile } from '../source/describeFile';
import { SourceFile, SourceTree } from '../source/SourceTree';
import { OwnersOf, parseCodeOwners } from './parseCodeOwners';

/** Where GitHub and GitLab look, first one first. */
const LOCATIONS = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
];

/** GitHub takes no larger file either ("About code owners": 3 MB), and trees refuse to read what is larger still. */
const MAX_BYTES = 3_000_000;

/** What {@link readOwners} depends on: types and blob ids of the files that it may read. */
export function ownerFiles(tree: Pick<SourceTree, 'files'>): string[] {
  return LOCATIONS.map(path => describeFile(tree, path));
}

/** Says so where the CODEOWNERS file of a tree is too large to be read. */
export function ownerDiagnostics(
  tree: Pick<SourceTree, 'files'>,
): Diagnostic[] {
  const file = findOwnerFile(tree);
  return file && file.size > MAX_BYTES
    ? [
        {
          code: 'unreadable-owners',
          severity: 'warning',
          file: file.path,
          line: null,
          column: null,
          message: `The file is larger than ${MAX_BYTES} bytes and is not read: nothing has owners.`,
          help: 'Join rules by patterns: hosts read no larger file either.',
        },
      ]
    : [];
}

/** Reads the CODEOWNERS file of a tree; without one, or with one that is too large, nothing has owners. */
export async function readOwners(tree: SourceTree): Promise<OwnersOf> {
  const file = findOwnerFile(tree);
  return file === undefined || file.size > MAX_BYTES
    ? () => []
    : parseCodeOwners((await tree.read(file.path)).toString());
}

function findOwnerFile({
  files,
}: Pick<SourceTree, 'files'>): SourceFile | undefined {
  return LOCATIONS.map(path => files.get(path)).find(
    file => file?.type === 'file',
  );
}
