import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** One file of a pruned build context. @public */
export interface ContextFile {
  /** Path from the root of the monorepo, with `/`. */
  path: string;
  /** Size in bytes; of the link text for a symbolic link. */
  size: number;
  type: 'file' | 'symlink';
  executable: boolean;
}

/**
 * What a build reads: a monorepo pruned to it. Everything keeps its path from the root of the monorepo, so that
 * `docker build --file <dockerfile> <context>` there is the same command as in the whole checkout.
 *
 * @public
 */
export interface ContextSelection {
  /** Path of the Dockerfile from the root of the monorepo. */
  dockerfile: string;
  /** Folder to build in, from the root of the monorepo; `.` for the root itself. */
  context: string;
  /** Stage to build, or null for the last one. */
  target: string | null;
  /** Sorted by path: Dockerfile, its ignore file, and what the target stage and those that it is made from read. */
  files: ContextFile[];
  /** Sum of the sizes of the files in bytes. */
  size: number;
  /** Texts of files that are not in the source tree, or are another there, by path. */
  written: ReadonlyMap<string, string>;
}

/** What is selected, or why nothing can be. @public */
export type SelectedContext = ContextSelection | { refused: Diagnostic[] };
