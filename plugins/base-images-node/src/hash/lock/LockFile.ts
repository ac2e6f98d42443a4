/** A distribution that something in a lock file asks for. */
export interface LockReference {
  /** Normalised name. */
  name: string;
  /** Normalised extras. */
  extras: string[];
  /** Only this version, where several are locked. */
  version?: string;
}

/** Where a distribution comes from: an index, a URL as installers take it, or somewhere else, such as a folder. */
export type LockedSource =
  { type: 'registry' } | { type: 'url'; url: string } | { type: 'other' };

/** One distribution of a lock file. */
export interface LockedDistribution {
  /** Normalised name. */
  name: string;
  version: string | undefined;
  /** What would be installed: name, version, source and hashes of its files, as one text. */
  identity: string;
  source: LockedSource;
  /** Under which markers this entry of several of one name holds; empty where nothing says it. */
  markers: string[];
  dependencies: LockReference[];
  /** Further dependencies by normalised extra. */
  extras: ReadonlyMap<string, LockReference[]>;
}

/** A lock file of uv or Poetry, as far as it tells what is installed. */
export interface LockFile {
  distributions: LockedDistribution[];
}
