import pLimit from 'p-limit';
import { SourceTree } from '../source/SourceTree';
import { folderOf, joinTreePath, resolveImagePath } from './paths';
import { PathKind, SortedPaths } from './SortedPaths';

const MAXIMUM_LINKS = 10_000;
const MAXIMUM_HOPS = 16;

/** The files of a source tree by folder, with its symbolic links read. */
export class TreeIndex {
  /**
   * @param onQuestion - Told every path of which is asked what is at or below it.
   * @param paths - The paths of the tree, where the caller has them already.
   */
  static async create(
    tree: SourceTree,
    onQuestion: (path: string) => void = () => {},
    paths: SortedPaths = SortedPaths.of([...tree.files.keys()]),
  ): Promise<TreeIndex> {
    const links = [...tree.files.values()]
      .filter(file => file.type === 'symlink' && file.size < 4_096)
      .slice(0, MAXIMUM_LINKS);
    const limit = pLimit(16);
    const texts = await Promise.all(
      links.map(link => limit(() => readLink(tree, link.path))),
    );
    const targets = new Map<string, string>();
    links.forEach((link, index) => {
      const text = texts[index];
      if (text !== undefined) {
        targets.set(link.path, text);
      }
    });
    return new TreeIndex(tree, paths, targets, onQuestion);
  }

  private constructor(
    readonly tree: SourceTree,
    readonly paths: SortedPaths,
    private readonly links: ReadonlyMap<string, string>,
    private readonly onQuestion: (path: string) => void,
  ) {}

  kindOf(path: string): PathKind | undefined {
    this.onQuestion(path);
    return this.paths.kindOf(path);
  }

  /**
   * The path with symbolic links followed, the last part included; the same path where there are none.
   *
   * @param onLink - Told the path of every link that is followed.
   */
  followLinks(path: string, onLink?: (link: string) => void): string {
    let current = path;
    for (let hop = 0; this.links.size > 0 && hop < MAXIMUM_HOPS; hop++) {
      const link = this.#linkIn(current);
      if (link === undefined) {
        break;
      }
      onLink?.(link);
      const target = resolveImagePath(
        `/${folderOf(link)}`,
        this.links.get(link)!,
      ).slice(1);
      const rest = current.slice(link.length + 1);
      current = joinTreePath(target || '.', rest);
    }
    this.onQuestion(current);
    return current;
  }

  #linkIn(path: string): string | undefined {
    let end = path.indexOf('/');
    while (end >= 0) {
      const part = path.slice(0, end);
      if (this.links.has(part)) {
        return part;
      }
      end = path.indexOf('/', end + 1);
    }
    return this.links.has(path) ? path : undefined;
  }
}

async function readLink(
  tree: SourceTree,
  path: string,
): Promise<string | undefined> {
  try {
    const text = (await tree.read(path)).toString('utf8');
    // An absolute target lies outside every build context.
    return text.startsWith('/') ? undefined : text;
  } catch {
    return undefined;
  }
}
