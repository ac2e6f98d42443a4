import { folderOf } from '../docker/paths';
import { isDockerfilePath } from '../lambda/isDockerfilePath';
import { SourceTree } from '../source/SourceTree';
import { reuseList } from './reuseList';

/** What lies beside the program of a CDK app, or a project of Pulumi, Serverless or SAM. */
const INFRASTRUCTURE =
  /(?:^|\/)(?:cdk\.json|Pulumi\.ya?ml|serverless\.(?:ya?ml|json|[jt]s)|samconfig\.toml)$/;

/** Paths from which it follows where modules stand. */
export interface ListedModules {
  /** Paths of all Python files, sorted. */
  python: readonly string[];
  /** Folders with Dockerfiles. */
  imageFolders: readonly string[];
  /** Folders of programs that describe infrastructure. */
  infrastructureFolders: readonly string[];
}

/** @param earlier - What an earlier scan gave: parts that are the same are the same objects. */
export function listModules(
  tree: SourceTree,
  earlier: ListedModules | undefined,
): ListedModules {
  const python: string[] = [];
  const images = new Set<string>();
  const infrastructure = new Set<string>();
  for (const { path, type } of tree.files.values()) {
    if (type === 'file' && path.endsWith('.py')) {
      python.push(path);
    } else if (isDockerfilePath(path)) {
      images.add(folderOf(path));
    } else if (INFRASTRUCTURE.test(path)) {
      infrastructure.add(folderOf(path));
    }
  }
  const listed = {
    python: reuseList(earlier?.python, python.sort()),
    imageFolders: reuseList(earlier?.imageFolders, [...images]),
    infrastructureFolders: reuseList(earlier?.infrastructureFolders, [
      ...infrastructure,
    ]),
  };
  return earlier?.python === listed.python &&
    earlier.imageFolders === listed.imageFolders &&
    earlier.infrastructureFolders === listed.infrastructureFolders
    ? earlier
    : listed;
}
