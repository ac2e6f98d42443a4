import { ImportStatement } from './ImportStatement';
import { ModuleIndex } from './ModuleIndex';

/** Where an internal package is imported. */
export interface ImportPlace {
  file: string;
  statement: ImportStatement;
  /** The part of the name by which it is imported that tells the package. */
  module: string;
}

/** An internal package that something imports. */
export interface ImportedPackage {
  name: string;
  /** At least one; what matters most comes first. */
  places: readonly ImportPlace[];
}

/** The places at which something imports internal packages, in the order in which they were added. */
export class ImportedPackages {
  readonly #places = new Map<string, ImportPlace[]>();

  /** @param importer - Name of the package that imports, which does so with its own modules, too. */
  constructor(
    private readonly index: ModuleIndex,
    private readonly importer?: string,
  ) {}

  /** Adds the imports of a file, but for those of the importer's own modules. */
  add(
    file: string,
    statements: readonly ImportStatement[],
    isOwn: (module: string) => boolean,
  ): void {
    for (const statement of statements) {
      this.#addStatement(file, statement, isOwn);
    }
  }

  /** Sorted by name. */
  toList(): ImportedPackage[] {
    return [...this.#places.keys()].sort().map(name => {
      const places = this.#places.get(name)!;
      const [early, lazy] = [
        places.filter(({ statement }) => statement.scope === 'module'),
        places.filter(({ statement }) => statement.scope === 'lazy'),
      ];
      // Joined like this, a list takes no more memory than it has items.
      return { name, places: early.concat(lazy) };
    });
  }

  #addStatement(
    file: string,
    statement: ImportStatement,
    isOwn: (module: string) => boolean,
  ) {
    const found = new Set<string>();
    const { module: imported, names } = statement;
    const dotted =
      names.length > 0 ? names.map(name => `${imported}.${name}`) : [imported];
    for (const name of dotted) {
      const owner = this.index.ownerOf(name);
      if (
        owner &&
        owner.package !== this.importer &&
        !found.has(owner.package) &&
        !isOwn(owner.module)
      ) {
        found.add(owner.package);
        const places = this.#places.get(owner.package) ?? [];
        places.push({ file, statement, module: owner.module });
        this.#places.set(owner.package, places);
      }
    }
  }
}
