/** One entry of git's index. */
export interface IndexEntry {
  path: string;
  /** Octal mode such as `100644`, `120000` for a symbolic link, `160000` for a submodule. */
  mode: string;
  blobId: string;
  /** False while a merge is under way. */
  merged: boolean;
  /** False in a sparse checkout for what is not checked out. */
  checkedOut: boolean;
  /** Size of the file when it was added, or undefined when the index does not know it. */
  size: number | undefined;
}

/** Blob id of the empty file: a size of 0 is real for this one only. */
const EMPTY_BLOB_ID = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

/** Lines that `--debug` prints after a record, and so before the next one. */
const DEBUG =
  /^ {2}ctime: .*\n {2}mtime: .*\n {2}dev: .*\n {2}uid: .*\n {2}size: (\d+)\tflags: [0-9a-f]+\n/;

/** What stands before the path of a record: tag, mode, blob id and stage. */
const HEAD = /^(\S) (\d{6}) ([0-9a-f]{40}) (\d)\t/;

/**
 * Reads what `git ls-files --stage -t --debug -z` printed, split at the NUL characters. The part of `--debug` is for
 * people, says git; where it reads differently, the sizes are undefined.
 *
 * @remarks
 * Each text is decoded by itself: pieces of a longer one would keep the whole output in memory as long as the files.
 */
export function parseIndexEntries(output: Buffer): IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (let start = 0, end = 0; start < output.length; start = end + 1) {
    end = output.indexOf(0, start);
    if (end < 0) {
      end = output.length;
    }
    // One character a byte, so that places in the text are places in the output.
    const part = output.toString('latin1', start, end);
    const debug = DEBUG.exec(part);
    const previous = entries.at(-1);
    if (debug && previous) {
      const size = Number(debug[1]);
      previous.size =
        size > 0 || previous.blobId === EMPTY_BLOB_ID ? size : undefined;
    }
    const headStart = debug ? debug[0].length : 0;
    const head = HEAD.exec(debug ? part.slice(headStart) : part);
    if (head) {
      const [text, tag, mode, blobId, stage] = head;
      const pathStart = start + headStart + text.length;
      entries.push({
        path: output.toString('utf8', pathStart, end),
        mode,
        blobId: Buffer.from(blobId, 'latin1').toString('latin1'),
        merged: stage === '0',
        checkedOut: tag !== 'S',
        size: undefined,
      });
    }
  }
  return entries;
}
