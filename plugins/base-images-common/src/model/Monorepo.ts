import { BaseImage } from './BaseImage';
import { Diagnostic } from './Diagnostic';
import { Lambda } from './Lambda';
import { Package } from './Package';

/**
 * What one scan of a source tree gives. Plain JSON; every list is sorted, so that the same tree gives the same bytes.
 *
 * @public
 */
export interface Monorepo {
  /** Revision of the source tree (a commit id), or null when the tree is not exactly one. */
  revision: string | null;
  /** Hash over every path and its content (64 hex digits): the same files give the same value, with or without git. */
  treeHash: string;
  /** Sorted by name. */
  packages: Package[];
  /** Sorted by id. */
  lambdas: Lambda[];
  /** Sorted by name. */
  baseImages: BaseImage[];
  /** Sorted by file, line, column and code. */
  diagnostics: Diagnostic[];
}
