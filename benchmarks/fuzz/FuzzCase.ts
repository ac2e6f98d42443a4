/** The files of a small monorepo with something hostile in them. */
export interface FuzzCase {
  files: Record<string, string | Buffer>;
  symlinks?: Record<string, string>;
}
