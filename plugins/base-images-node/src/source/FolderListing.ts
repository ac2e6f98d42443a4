import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { GitIndex } from './git/GitIndex';
import { SourceFile } from './SourceTree';
import { SourceTreeLimits } from './SourceTreeLimits';

/** What a folder holds. */
export interface FolderListing {
  revision: string | null;
  /** In no particular order. */
  files: SourceFile[];
  diagnostics: Diagnostic[];
  /** Where git was asked: paths whose bytes were hashed, because they differ from its index or may do so. */
  hashed?: ReadonlySet<string>;
  /** Where git was asked: what its index says, for the next listing. */
  index?: GitIndex;
}

/** What every way of listing a folder respects. */
export interface FolderListingOptions {
  limits: SourceTreeLimits;
  signal?: AbortSignal;
}

/** Files that are looked at at the same time. */
export const READ_CONCURRENCY = 16;
