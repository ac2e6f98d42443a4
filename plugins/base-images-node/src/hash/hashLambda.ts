import { SourceTree } from '../source/SourceTree';
import { digest } from './digest';

/** What an image of a Lambda is made of. @public */
export interface LambdaInputs {
  /** Path of the Dockerfile. */
  dockerfile: string;
  target: string | null;
  buildArgs: Readonly<Record<string, string>>;
  /** Paths of the files that the target stage reads from its build contexts. */
  files: Iterable<string>;
}

/**
 * Hash over the Dockerfile, target stage, build arguments and files of a Lambda's image.
 *
 * @public
 */
export function hashLambda(
  tree: Pick<SourceTree, 'files'>,
  inputs: LambdaInputs,
): string {
  return digest('lambda/1', fields(tree, inputs));
}

function* fields(
  tree: Pick<SourceTree, 'files'>,
  { dockerfile, target, buildArgs, files }: LambdaInputs,
): Iterable<string> {
  const blobId = (path: string) => tree.files.get(path)?.blobId ?? '';
  const args = Object.entries(buildArgs).sort(([a], [b]) => (a < b ? -1 : 1));
  yield blobId(dockerfile);
  yield target ?? '';
  yield String(args.length);
  yield* args.flat();
  for (const path of inOrder([...files])) {
    yield path;
    yield blobId(path);
  }
}

/** The paths in order, each once; most lists are so already. */
function inOrder(paths: string[]): string[] {
  return paths.every((path, index) => index === 0 || paths[index - 1] < path)
    ? paths
    : [...new Set(paths)].sort();
}
