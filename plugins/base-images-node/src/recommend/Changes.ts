import { innermostFolder } from '../hash/innermostFolder';
import { PackageSet } from './packageSets';

interface ChangedLambda {
  id: string;
  dockerfile: string;
  files: readonly string[];
}

/** What changed when, as far as builds depend on it: by package, and by Lambda. */
export class Changes {
  /** @param commits - paths of the files that each commit changed */
  static of(
    commits: readonly (readonly string[])[],
    packages: readonly { name: string; path: string }[],
    lambdas: readonly ChangedLambda[],
  ): Changes {
    const byFolder = new Map(packages.map(({ name, path }) => [path, name]));
    const ownerOf = innermostFolder(new Set(byFolder.keys()));
    const readers = new Map<string, string[]>();
    for (const { id, dockerfile, files } of lambdas) {
      for (const file of [dockerfile, ...files]) {
        const known = readers.get(file);
        if (known) {
          known.push(id);
        } else {
          readers.set(file, [id]);
        }
      }
    }
    const changes = new Changes(commits.length, true);
    commits.forEach((files, number) => {
      for (const file of files) {
        const folder = ownerOf(file);
        const name = folder === undefined ? undefined : byFolder.get(folder);
        if (name !== undefined) {
          changes.#add(changes.#byPackage, name, number);
        }
        readers
          .get(file)
          ?.forEach(id => changes.#add(changes.#byLambda, id, number));
      }
    });
    return changes;
  }

  /** Each package and each Lambda changes once: where nothing tells which change more often. */
  static equal(
    packages: readonly { name: string }[],
    lambdas: readonly { id: string }[],
  ): Changes {
    const changes = new Changes(packages.length + lambdas.length, false);
    packages.forEach(({ name }, number) =>
      changes.#add(changes.#byPackage, name, number),
    );
    lambdas.forEach(({ id }, number) =>
      changes.#add(changes.#byLambda, id, packages.length + number),
    );
    return changes;
  }

  readonly #byPackage = new Map<string, Set<number>>();
  readonly #byLambda = new Map<string, Set<number>>();

  private constructor(
    readonly count: number,
    readonly isHistory: boolean,
  ) {}

  /** How many changes touch a set of packages: one that touches several counts once, as it makes one build. */
  ofPackages(set: PackageSet): number {
    return this.#count(set, undefined);
  }

  /** How many changes touch a Lambda or what it requires. */
  ofLambda(id: string, required: PackageSet): number {
    return this.#count(required, this.#byLambda.get(id));
  }

  #count(set: PackageSet, more: ReadonlySet<number> | undefined): number {
    const all = new Set(more);
    for (const item of set) {
      this.#byPackage.get(item.package)?.forEach(number => all.add(number));
    }
    return all.size;
  }

  #add(lists: Map<string, Set<number>>, key: string, number: number) {
    const known = lists.get(key) ?? new Set();
    lists.set(key, known.add(number));
  }
}
