import { DockerIgnore } from './DockerIgnore';
import { hasGlob, compileGlob } from '../glob/matchGlob';
import { cleanContextPath, joinTreePath } from './paths';
import { PathKind, SortedPaths } from './SortedPaths';
import { TreeIndex } from './TreeIndex';

const MAXIMUM_MATCHES = 10_000;

/** What leaves files out of a build context. */
export interface IgnoreFile {
  /** Tells it from every other of the tree. */
  id: string;
  ignore: DockerIgnore;
}

/** Paths of contexts by folder, for each ignore file as long as it and the paths of the tree stay the same. */
const known = new WeakMap<
  DockerIgnore,
  { tree: SortedPaths; byFolder: Map<string, SortedPaths> }
>();

function pathsOfContext(
  { paths }: TreeIndex,
  folder: string,
  ignore: DockerIgnore | undefined,
): SortedPaths {
  const all = paths.below(folder);
  if (!ignore || ignore.isEmpty) {
    return all;
  }
  const before = known.get(ignore);
  const byFolder =
    before?.tree === paths ? before.byFolder : new Map<string, SortedPaths>();
  known.set(ignore, { tree: paths, byFolder });
  const skip = folder === '.' ? 0 : folder.length + 1;
  const found =
    byFolder.get(folder) ??
    SortedPaths.of([...all].filter(path => !ignore.ignores(path.slice(skip))));
  byFolder.set(folder, found);
  return found;
}

interface ContextEntry {
  treePath: string;
  kind: PathKind | undefined;
}

/** A folder of the source tree as a build sees it: without what its ignore file leaves out. */
export class BuildContext {
  /** @param folder - Path from the root of the tree, `.` for the root. */
  static create(
    index: TreeIndex,
    folder: string,
    ignoreFile?: IgnoreFile,
  ): BuildContext {
    const paths = pathsOfContext(index, folder, ignoreFile?.ignore);
    const key = `${folder}\n${ignoreFile?.id ?? ''}`;
    return new BuildContext(index, folder, key, paths);
  }

  #whole: BuildContext | undefined;
  /** What stands where, by paths as they were asked for. */
  readonly #entries = new Map<string, ContextEntry>();
  /** Names at the top of the context at which nothing stands. */
  readonly #absent = new Set<string>();

  private constructor(
    readonly index: TreeIndex,
    readonly folder: string,
    /** Tells it from every other context of its tree. */
    readonly key: string,
    private readonly paths: SortedPaths,
  ) {}

  /** The same folder with what the ignore file leaves out. */
  get whole(): BuildContext {
    this.#whole ??= BuildContext.create(this.index, this.folder);
    return this.#whole;
  }

  /** What stands at a path of the context, symbolic links followed. */
  kindOf(path: string): PathKind | undefined {
    return this.#entryAt(path).kind;
  }

  /** Path from the root of the tree, symbolic links followed; it may not exist. */
  treePath(path: string): string {
    return this.#entryAt(path).treePath;
  }

  #entryAt(path: string): ContextEntry {
    const earlier = this.#entries.get(path);
    if (earlier) {
      // The tree is told again, on behalf of who asks now.
      this.index.followLinks(earlier.treePath);
      return earlier;
    }
    const treePath = this.index.followLinks(
      joinTreePath(this.folder, cleanContextPath(path)),
    );
    const entry = { treePath, kind: this.paths.kindOf(treePath) };
    this.#entries.set(path, entry);
    return entry;
  }

  childrenOf(path: string): IterableIterator<string> {
    return this.paths.childrenOf(this.treePath(path));
  }

  /** Every file at or below a path of the context, as paths of the tree. */
  filesAt(path: string): SortedPaths {
    return this.paths.at(this.treePath(path));
  }

  /** What a source of COPY names, in order: itself, or what matches it (Go's `filepath.Match`, segment by segment). */
  match(pattern: string): string[] {
    const clean = cleanContextPath(pattern);
    if (!hasGlob(clean)) {
      return this.#exists(clean) ? [clean] : [];
    }
    let found = ['.'];
    for (const segment of clean.split('/')) {
      found = found
        .flatMap(folder => this.#matchIn(folder, segment))
        .slice(0, MAXIMUM_MATCHES);
    }
    return found;
  }

  /** Whether there is something at a clean path. Most of what is not there is below a folder that is not there. */
  #exists(path: string): boolean {
    const slash = path.indexOf('/');
    const top = slash < 0 ? path : path.slice(0, slash);
    if (this.#absent.has(top)) {
      return this.kindOf(top) !== undefined;
    }
    if (this.kindOf(path)) {
      return true;
    }
    // The tree is not told of a folder that is there: the answer would then depend on everything in it.
    if (
      !this.paths.kindOf(joinTreePath(this.folder, top)) &&
      !this.kindOf(top)
    ) {
      this.#absent.add(top);
    }
    return false;
  }

  #matchIn(folder: string, segment: string): string[] {
    if (!hasGlob(segment)) {
      const path = joinTreePath(folder, segment);
      return this.kindOf(path) ? [path] : [];
    }
    if (segment === '**') {
      return this.#foldersBelow(folder);
    }
    const matches = compileGlob(segment);
    return [...this.childrenOf(folder)]
      .filter(matches)
      .map(name => joinTreePath(folder, name));
  }

  #foldersBelow(folder: string): string[] {
    const folders = [folder];
    for (const current of folders) {
      for (const name of this.childrenOf(current)) {
        const path = joinTreePath(current, name);
        if (
          folders.length < MAXIMUM_MATCHES &&
          this.kindOf(path) === 'directory'
        ) {
          folders.push(path);
        }
      }
    }
    return folders;
  }
}
