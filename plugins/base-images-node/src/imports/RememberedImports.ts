import { ImportedPackage } from './ImportedPackages';
import { ImportStatement } from './ImportStatement';

/** What one importer, a package or a Lambda's handler, imports. */
export interface RememberedImports {
  /** What may concern other packages of the monorepo, by the ids of the blobs of the importer's files. */
  statements: ReadonlyMap<string, readonly ImportStatement[]>;
  /** The other packages of the monorepo that it imports, sorted by name. */
  imported: readonly ImportedPackage[];
}
