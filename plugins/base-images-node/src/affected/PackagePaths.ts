import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { fromKey, PackageLinks, toKeys } from './PackageLinks';
import { compareText, Path, toStep } from './paths';

/** A package, or an extra of one, where a change starts, and the file that tells why. */
export interface PackageSource {
  /** Key of the node. */
  key: string;
  file: string | undefined;
}

/** Shortest paths from changed packages to those that ask for them, found by one walk against the links. */
export class PackagePaths {
  static find(
    links: readonly PackageLinks[],
    sources: readonly PackageSource[],
  ): PackagePaths {
    const askers = reverse(links);
    const files = new Map(
      sources.map(source => [source.key, source.file] as const),
    );
    const previous = new Map<string, string | undefined>();
    let level = [...sources]
      .sort(
        (a, b) =>
          compareText(a.file ?? '', b.file ?? '') || compareText(a.key, b.key),
      )
      .map(source => source.key);
    level.forEach(key => previous.set(key, undefined));
    while (level.length > 0) {
      const next: string[] = [];
      // A level is in the order of its paths, so the first that leads to a node has the smallest names.
      for (const key of level) {
        for (const asker of askers.get(key) ?? []) {
          if (!previous.has(asker)) {
            previous.set(asker, key);
            next.push(asker);
          }
        }
      }
      level = next;
    }
    return new PackagePaths(files, previous);
  }

  private constructor(
    private readonly files: ReadonlyMap<string, string | undefined>,
    private readonly previous: ReadonlyMap<string, string | undefined>,
  ) {}

  /** Paths to whatever of some packages with extras is reached. */
  *to(roots: readonly PackageWithExtras[]): Iterable<Path> {
    for (const key of roots.flatMap(toKeys)) {
      if (this.previous.has(key)) {
        yield this.#trace(key);
      }
    }
  }

  #trace(end: string): Path {
    const keys: string[] = [];
    for (
      let key: string | undefined = end;
      key !== undefined;
      key = this.previous.get(key)
    ) {
      keys.push(key);
    }
    const steps = keys.reverse().map(key => {
      const node = fromKey(key);
      return toStep('package', node.package, node.extra);
    });
    const file = this.files.get(keys[0]);
    return file === undefined ? steps : [toStep('file', file), ...steps];
  }
}

/** Who asks for each node, sorted. */
function reverse(links: readonly PackageLinks[]): Map<string, string[]> {
  const askers = new Map<string, Set<string>>();
  for (const side of links) {
    for (const [asker, targets] of side) {
      for (const target of targets) {
        const known = askers.get(target) ?? new Set();
        askers.set(target, known.add(asker));
      }
    }
  }
  return new Map(
    [...askers].map(([target, keys]) => [target, [...keys].sort(compareText)]),
  );
}
