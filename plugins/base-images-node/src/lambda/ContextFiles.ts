import { ContextOrigin } from '../docker/ImageFiles';
import { PackageIndex } from '../docker/install/PackageIndex';
import { SortedPaths } from '../docker/SortedPaths';

/** Which files, and which packages, parts of build contexts hold; answers are kept, since many Dockerfiles share them. */
export class ContextFiles {
  readonly #packages = new Map<string, ReadonlySet<string>>();
  readonly #files = new Map<string, readonly string[]>();

  constructor(private readonly index: PackageIndex) {}

  /** Names of the packages of which a file is in one of the parts, sorted. */
  packagesIn(origins: readonly ContextOrigin[]): string[] {
    const names = new Set<string>();
    for (const origin of origins) {
      this.#packagesAt(origin).forEach(name => names.add(name));
    }
    return [...names].sort();
  }

  /** Paths of the tree, sorted. */
  filesIn(origins: readonly ContextOrigin[]): readonly string[] {
    const parts = new Map<string, ContextOrigin>();
    for (const origin of origins) {
      const key = keyOf(origin);
      if (!origin.exclude || !parts.has(key)) {
        parts.set(key, origin);
      }
    }
    const key = [...parts.keys()].sort().join('\n\n');
    const shareable = ![...parts.values()].some(part => part.exclude);
    const known = shareable ? this.#files.get(key) : undefined;
    if (known) {
      return known;
    }
    const files = shareable
      ? SortedPaths.union([...parts.values()].map(filesAt))
      : [...new Set([...parts.values()].flatMap(pathsAt))].sort();
    if (shareable) {
      this.#files.set(key, files);
    }
    return files;
  }

  #packagesAt(origin: ContextOrigin): ReadonlySet<string> {
    const key = keyOf(origin);
    const known = origin.exclude ? undefined : this.#packages.get(key);
    if (known) {
      return known;
    }
    const names = new Set<string>();
    for (const path of pathsAt(origin)) {
      const owner = this.index.ownerOf(path);
      if (owner) {
        names.add(owner.name);
      }
    }
    if (!origin.exclude) {
      this.#packages.set(key, names);
    }
    return names;
  }
}

function keyOf({ context, path }: ContextOrigin): string {
  return `${context.key}\n${path}`;
}

function filesAt({ context, path }: ContextOrigin) {
  return context.filesAt(path);
}

function pathsAt(origin: ContextOrigin): string[] {
  const { context, path, exclude } = origin;
  const root = context.treePath(path);
  const skip = root === '.' ? 0 : root.length + 1;
  const all = [...filesAt(origin)];
  return exclude
    ? all.filter(file => file === root || !exclude.ignores(file.slice(skip)))
    : all;
}
