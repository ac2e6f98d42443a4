import { joinTreePath } from '../docker/paths';
import { innermostFolder } from '../hash/innermostFolder';
import { reuseList } from './reuseList';

const NONE: readonly string[] = [];

/** The Python files of a source tree, sorted, by the folder of the package that they belong to, those of no package under undefined. */
export class PythonFiles {
  /** @param earlier - Files of an earlier scan: lists that are the same are the same objects. */
  static of(
    paths: readonly string[],
    packages: readonly { path: string }[],
    earlier?: PythonFiles,
  ): PythonFiles {
    const ownerOf = innermostFolder(new Set(packages.map(({ path }) => path)));
    const byOwner = new Map<string | undefined, readonly string[]>();
    for (const [owner, own] of groupBy(paths, ownerOf)) {
      byOwner.set(owner, reuseList(earlier?.byOwner.get(owner), own));
    }
    return new PythonFiles(byOwner, ownerOf);
  }

  private constructor(
    private readonly byOwner: ReadonlyMap<
      string | undefined,
      readonly string[]
    >,
    /** The folder of the package that a path belongs to. */
    readonly ownerOf: (path: string) => string | undefined,
  ) {}

  /** All of a package's own files, sorted. */
  ownedBy(owner: string): readonly string[] {
    return this.byOwner.get(owner) ?? NONE;
  }

  /** Paths of a package's own files at a path or below it, sorted; a path without `.py` stands for the file, too. */
  within(owner: string | undefined, path: string): readonly string[] {
    const all = this.byOwner.get(owner) ?? [];
    if (path === '.') {
      return all;
    }
    const start = lowerBound(all, `${path}/`);
    const end = lowerBound(all, `${path}0`, start);
    const file = `${path}.py`;
    return this.has(owner, file)
      ? [file, ...all.slice(start, end)]
      : all.slice(start, end);
  }

  /** Whether a package has a module at a path: a file, or a folder with Python files. */
  hasModule(owner: string | undefined, path: string): boolean {
    const all = this.byOwner.get(owner) ?? [];
    return (
      this.has(owner, `${path}.py`) ||
      (all[lowerBound(all, `${path}/`)]?.startsWith(`${path}/`) ?? false)
    );
  }

  has(owner: string | undefined, path: string): boolean {
    const all = this.byOwner.get(owner) ?? [];
    return all[lowerBound(all, path)] === path;
  }

  /** Names of the modules directly in a folder, sorted. */
  modulesIn(owner: string | undefined, folder: string): string[] {
    const skip = folder === '.' ? 0 : folder.length + 1;
    const names = new Set<string>();
    for (const path of this.within(owner, folder)) {
      if (path !== `${folder}.py`) {
        names.add(path.slice(skip).split('/', 1)[0].replace(/\.py$/, ''));
      }
    }
    names.delete('__init__');
    return [...names].filter(name => /^[\p{L}_]\w*$/u.test(name)).sort();
  }

  /** Whether a folder is more than a namespace: whether Python files stand directly in it. */
  isRegular(owner: string | undefined, folder: string): boolean {
    return this.within(owner, folder).some(
      path => !path.includes('/', folder.length + 1),
    );
  }

  hasInit(owner: string | undefined, folder: string): boolean {
    return this.has(owner, joinTreePath(folder, '__init__.py'));
  }
}

function groupBy(
  paths: readonly string[],
  ownerOf: (path: string) => string | undefined,
): Map<string | undefined, string[]> {
  const groups = new Map<string | undefined, string[]>();
  for (const path of paths) {
    const owner = ownerOf(path);
    const group = groups.get(owner);
    if (group) {
      group.push(path);
    } else {
      groups.set(owner, [path]);
    }
  }
  return groups;
}

/** The first place at which a sorted list has the value or a greater one. */
function lowerBound(
  sorted: readonly string[],
  value: string,
  from: number = 0,
): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
