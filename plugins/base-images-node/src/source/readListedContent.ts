import {
  closeSync,
  constants,
  openSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { gitBlobId } from './gitBlobId';
import { SourceFile } from './SourceTree';

/** Larger files are not read at once, so that others do not wait for them. */
const MAX_BYTES = 1 << 18;

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a small file, or the text of a link, at once: waiting for each step of thousands of small reads takes ten times as long.
 *
 * @returns undefined unless the content is exactly the one that was listed. Content with its blob id is safe to give, whatever
 * has become of the folders on the way.
 */
export function readListedContent(
  absolute: string,
  file: SourceFile,
): Buffer | undefined {
  if (file.size > MAX_BYTES) {
    return undefined;
  }
  try {
    const content =
      file.type === 'symlink'
        ? readlinkSync(absolute, { encoding: 'buffer' })
        : readAtOnce(absolute, file.size);
    return content && gitBlobId(content) === file.blobId ? content : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a file of a known size; undefined when it has another one. */
function readAtOnce(absolute: string, size: number): Buffer | undefined {
  const descriptor = openSync(absolute, FLAGS);
  try {
    const buffer = Buffer.allocUnsafe(size + 1);
    const length = readSync(descriptor, buffer, 0, size + 1, null);
    return length === size ? buffer.subarray(0, size) : undefined;
  } finally {
    closeSync(descriptor);
  }
}
