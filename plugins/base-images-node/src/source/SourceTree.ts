import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** One file of a {@link SourceTree}. @public */
export interface SourceFile {
  /** Path from the root of the tree, with `/`, without `.` and `..`. */
  path: string;
  /** Git blob id of its content (40 hex digits): of the link text for a symbolic link. */
  blobId: string;
  /** Size in bytes. */
  size: number;
  type: 'file' | 'symlink';
  /** True for a file that can be run. Absent for others, and where a reader cannot tell; it has no part in hashes. */
  executable?: true;
}

/**
 * The files of a monorepo at one revision: what `git add --all` would record of them.
 *
 * @public
 */
export interface SourceTree {
  /** Commit id when the files are exactly those of one commit, else null. */
  readonly revision: string | null;
  /** Every file by its path, in the order of the paths (by UTF-16 code unit). */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What the owners should know about how the files were listed. */
  readonly diagnostics?: readonly Diagnostic[];
  /**
   * The content of a file, or the link text of a symbolic link.
   *
   * @throws NotFoundError when the tree has no such path, InputError when the file is larger than the tree's limit.
   */
  read(path: string): Promise<Buffer>;
}
