import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { SourceTree } from '../source/SourceTree';
import { ContextFile, ContextSelection } from './ContextSelection';

/** A written archive. @public */
export interface ContextZip {
  /** Size of the archive in bytes. */
  size: number;
  /** SHA-256 of the archive, 64 hex digits. */
  sha256: string;
}

/** Options of {@link writeContextZip}. @public */
export interface ContextZipOptions {
  signal?: AbortSignal;
  /** Folder of the archive that holds the build context, with a slash at its end; its root when left out. */
  folder?: string;
  /** Texts of files that go beside it, by their path in the archive; written first. */
  beside?: ReadonlyMap<string, string>;
}

/** Modes that git knows. */
const MODES = { symlink: 0o120777, executable: 0o100755, plain: 0o100644 };

/** The first day that a ZIP archive can name; it has no time zone there. */
const DATE = new Date(1980, 0, 1);

/**
 * Writes a build context as a ZIP archive: entries in the order of their paths, one date for all, the modes that git knows, and
 * symbolic links by their text. The same selection of the same files gives the same bytes, as long as the same zlib compresses
 * them. One file at a time is in memory. Nothing is left at `path` when it fails.
 *
 * @param path - file that does not exist yet.
 * @throws what reading a file or writing the archive throws; the signal's reason when it is aborted.
 * @public
 */
export async function writeContextZip(
  tree: SourceTree,
  selection: ContextSelection,
  path: string,
  options: ContextZipOptions = {},
): Promise<ContextZip> {
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await new Promise<void>((resolve, reject) => {
    output.once('open', () => resolve());
    output.once('error', reject);
  });
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(archive(tree, selection, options), measure, output, {
      signal: options.signal,
    });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { size, sha256: hash.digest('hex') };
}

function archive(
  tree: SourceTree,
  { files, written }: ContextSelection,
  { folder = '', beside = new Map() }: ContextZipOptions,
) {
  const zip = new ZipFile();
  const stream = Readable.from(zip.outputStream);
  const fail = (error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  const read = async (path: string) => {
    const text = written.get(path);
    return text === undefined ? tree.read(path) : Buffer.from(text);
  };
  for (const path of [...beside.keys()].sort()) {
    zip.addBuffer(Buffer.from(beside.get(path) ?? ''), path, {
      mtime: DATE,
      mode: MODES.plain,
      forceDosTimestamp: true,
    });
  }
  for (const file of files) {
    zip.addReadStreamLazy(
      `${folder}${file.path}`,
      { mtime: DATE, mode: modeOf(file), forceDosTimestamp: true },
      done => {
        read(file.path).then(
          content => done(null, Readable.from([content])),
          error => done(error, Readable.from([])),
        );
      },
    );
  }
  zip.end();
  return stream;
}

function modeOf({ type, executable }: ContextFile): number {
  if (type === 'symlink') {
    return MODES.symlink;
  }
  return executable ? MODES.executable : MODES.plain;
}
