import { Monorepo } from '@base-images/backstage-plugin-base-images-common';

/** What is stored of a source beside the monorepo itself. */
export interface SnapshotState {
  sourceId: string;
  /** Grows with every write; a write names the version that it was made from. */
  version: number;
  /** The target that the monorepo was read from, or undefined before the first good scan. */
  target: string | undefined;
  /** Hash over every path and its content (64 hex digits), or undefined before the first good scan. */
  treeHash: string | undefined;
  /** Commit of the files, or undefined when they are not exactly one. */
  revision: string | undefined;
  /** Hash over the monorepo as JSON (64 hex digits), or undefined before the first good scan. */
  contentHash: string | undefined;
  /** ETag that the URL reader gave for it. */
  readerEtag: string | undefined;
  /** Version of the engine that made it. */
  engineVersion: string | undefined;
  /** When the last good scan ended. */
  scannedAt: Date | undefined;
  /** When the last scan failed, or undefined when it did not. */
  failedAt: Date | undefined;
  /** Why the last scan failed and what to do, or undefined when it did not. */
  error: string | undefined;
}

/** A good scan. */
export interface GoodScan {
  target: string;
  monorepo: Monorepo;
  readerEtag: string | undefined;
  engineVersion: string;
  scannedAt: Date;
}

/** What a good scan found. */
export interface SnapshotContent {
  contentHash: string;
  /** When a scan first gave this content. */
  changedAt: Date;
  monorepo: Monorepo;
}

/** The last good scan of every source, and how the last scan went. Safe with several replicas. */
export interface SnapshotStore {
  get(sourceId: string): Promise<SnapshotState | undefined>;

  /** The monorepo of the last good scan, with what tells it from others. */
  getContent(sourceId: string): Promise<SnapshotContent | undefined>;

  /**
   * Replaces the monorepo, and forgets an earlier failure.
   *
   * @param version - Version of the state that the scan began with, or undefined when there was none.
   * @returns False, and changes nothing, when another replica has written since.
   */
  saveScan(
    sourceId: string,
    version: number | undefined,
    scan: GoodScan,
  ): Promise<boolean>;

  /** Records that a good scan found what is stored already. Returns as {@link SnapshotStore.saveScan} does. */
  saveUnchanged(
    sourceId: string,
    version: number,
    scan: { scannedAt: Date; readerEtag: string | undefined },
  ): Promise<boolean>;

  /** Records that a scan failed; the last good monorepo stays. Returns as {@link SnapshotStore.saveScan} does. */
  saveFailure(
    sourceId: string,
    version: number | undefined,
    failure: { failedAt: Date; error: string },
  ): Promise<boolean>;

  /** Deletes every source but these. Returns the ids that were deleted. */
  deleteAllExcept(sourceIds: string[]): Promise<string[]>;
}
