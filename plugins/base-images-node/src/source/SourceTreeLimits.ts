/**
 * How large a source tree may be, so that a hostile or mistaken folder costs bounded time and memory.
 *
 * @public
 */
export interface SourceTreeLimits {
  /** Most files that a tree may have; 500,000 when left out. */
  maxFiles: number;
  /** Most bytes of a file that `read` returns; 10 MB when left out. Larger files are hashed all the same. */
  maxFileBytes: number;
  /** Most folders between the root and a file; 100 when left out. */
  maxDepth: number;
}

/** The limits that hold where none are given. @public */
export const DEFAULT_SOURCE_TREE_LIMITS: SourceTreeLimits = {
  maxFiles: 500_000,
  maxFileBytes: 10_000_000,
  maxDepth: 100,
};
