import { SourceTree } from '@base-images/backstage-plugin-base-images-node';
import { SourceTarget } from '../config/SourceConfig';

/** The files of a source, as long as they are being used. */
export interface SourceFiles {
  tree: SourceTree;
  /** Given back at the next reading, to learn cheaply that nothing has changed. */
  etag: string | undefined;
}

/** Reads the files of sources. */
export interface SourceReader {
  /**
   * Gives the files to `use`, and removes temporary copies of them afterwards.
   *
   * @param options - `previous`: what an earlier reading gave, by which a folder may be listed faster.
   * @returns What `use` returned, or undefined, without calling it, when the files still are those of `etag`.
   * @throws ScanError when the target cannot be read.
   */
  read<T>(
    target: SourceTarget,
    options: {
      etag: string | undefined;
      previous?: SourceTree;
      signal: AbortSignal;
    },
    use: (files: SourceFiles) => Promise<T>,
  ): Promise<{ result: T } | undefined>;
}
