import { SourceTree } from '../source/SourceTree';
import { BaseImageDeclaration } from './BaseImageDeclaration';
import { DeclarationProblems } from './DeclarationProblems';

/** Reports files that a base image names and the tree does not have. */
export function checkFiles(
  declaration: BaseImageDeclaration,
  tree: Pick<SourceTree, 'files'>,
  problems: DeclarationProblems,
): void {
  const { constraints, requirements } = declaration;
  for (const file of constraints
    ? [constraints, ...requirements]
    : requirements) {
    if (tree.files.get(file.path)?.type !== 'file') {
      problems.add(
        file,
        `The image ${declaration.name} names ${file.path}, which is no file of the monorepo.`,
        'Write the path from the root of the monorepo, and commit the file.',
      );
    }
  }
}
