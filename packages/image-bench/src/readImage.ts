import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Container, ImageBuilder } from './ImageBuilder';
import { ImageConfiguration } from './ImageConfiguration';

const SEPARATOR = '----- next -----\n';

/** All that is asked of a container, in one command: starting one costs as much as the answers. */
const QUESTIONS = `python=/var/lang/bin/python3
$python -m pip list --format=json --disable-pip-version-check
echo '${SEPARATOR.trim()}'
$python -m pip check 2>&1
echo '${SEPARATOR.trim()}'
$python /var/runtime/invoke.py "$1" 2>&1 | tail -n 1`;

/** Content by what changes with it: most files of all images are the same files of one layer. */
const hashes = new Map<string, string>();

/** Files that tell how a distribution was installed, not what it is. */
const OF_INSTALLATION =
  /\.dist-info\/(?:direct_url\.json|INSTALLER|REQUESTED|RECORD|uv_cache\.json|uv_build\.json)$|\.pyc$/;

/** One entry of an image's file system. */
export interface ImageFile {
  type: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits, owner and group, as `755 0:0`. */
  access: string;
  /** SHA-256 of a file, text of a link, else empty. */
  content: string;
}

/** All that can be told of an image from outside, and what it does. */
export interface ImageContent {
  configuration: ImageConfiguration;
  /** By absolute path. */
  files: ReadonlyMap<string, ImageFile>;
  /** Paths of commands that distributions say they have, whether or not they are there. */
  recordedCommands: ReadonlySet<string>;
  /** Version by name, as pip lists them. */
  distributions: Record<string, string>;
  /** What `pip check` says; undefined where nothing is broken. */
  broken: string | undefined;
  /** What the handler gives for the event, or why it failed. */
  result: string;
}

export interface ReadImageOptions {
  /** Given to the handler. */
  event?: unknown;
  /** A file with the handler for images that have none where their command says, by path in the container. */
  handler?: { file: string; path: string };
}

/** Reads an image's files and configuration, lists its Python distributions, and runs its handler once. */
export async function readImage(
  builder: ImageBuilder,
  image: string,
  { event = {}, handler }: ReadImageOptions = {},
): Promise<ImageContent> {
  const configuration = await builder.inspect(image);
  return await builder.withContainer(image, async container => {
    // Before anything runs in it.
    const files = readFiles(container.root);
    const recordedCommands = readRecordedCommands(container.root, files);
    const [command = ''] = configuration.command;
    const volumes =
      handler && !files.has(handler.path)
        ? [`${handler.file}:${handler.path}:ro`]
        : [];
    const { stdout } = await builder.run(
      container,
      ['/bin/sh', '-c', QUESTIONS, 'sh', command],
      {
        volumes,
        env: { PYTHONDONTWRITEBYTECODE: '1' },
        input: JSON.stringify(event),
      },
    );
    const [list, check, result] = stdout.split(SEPARATOR);
    const distributions: { name: string; version: string }[] = JSON.parse(list);
    return {
      configuration,
      files,
      recordedCommands,
      distributions: Object.fromEntries(
        distributions.map(({ name, version }) => [name, version]),
      ),
      broken: check.startsWith('No broken requirements')
        ? undefined
        : check.trim(),
      result: result.trim(),
    };
  });
}

function readFiles(root: Container['root']): Map<string, ImageFile> {
  const files = new Map<string, ImageFile>();
  const visit = (folder: string) => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = `${folder}/${name}`;
      const file = readFile(join(root, path));
      files.set(path, file);
      if (file.type === 'folder') {
        visit(path);
      }
    }
  };
  visit('');
  return files;
}

function readFile(path: string): ImageFile {
  const status = lstatSync(path, { bigint: true });
  const { mode, uid, gid, ino, size, ctimeNs } = status;
  const access = `${(mode & 0o7777n).toString(8)} ${uid}:${gid}`;
  if (status.isDirectory()) {
    return { type: 'folder', access, content: '' };
  }
  if (status.isSymbolicLink()) {
    return { type: 'link', access, content: readlinkSync(path) };
  }
  if (!status.isFile()) {
    return { type: 'other', access, content: '' };
  }
  // Without the device: every container has a mount of its own, of layers on one file system.
  const key = `${ino}:${size}:${ctimeNs}`;
  const known = hashes.get(key);
  const content =
    known ?? createHash('sha256').update(readContent(path)).digest('hex');
  hashes.set(key, content);
  return { type: 'file', access, content };
}

/** Commands lie outside the folder of packages, so that the lists of files of their distributions begin with `../` ("Recording installed projects"). */
function readRecordedCommands(
  root: Container['root'],
  files: ReadonlyMap<string, ImageFile>,
): Set<string> {
  const records = [...files.keys()].filter(path =>
    path.endsWith('.dist-info/RECORD'),
  );
  return new Set(
    records.flatMap(record =>
      readFileSync(join(root, record), 'utf8')
        .split(/\r?\n/)
        .filter(line => /^(?:\.\.\/)+bin\//.test(line))
        .map(line => posix.join(record, '../..', line.split(',', 1)[0])),
    ),
  );
}

/**
 * What counts of a file: of the list of a distribution's files ("Recording installed projects") not those that tell how it was installed,
 * and of commands in Python not by which of its names they call the interpreter.
 */
function readContent(path: string): string | Buffer {
  const content = readFileSync(path);
  if (/\/bin\/[^/]+$/.test(path)) {
    const [start] = /^#!\S*\/bin\/python[\d.]*\n/.exec(
      content.toString('latin1', 0, 200),
    ) ?? [''];
    return content.subarray(start.length);
  }
  if (!path.endsWith('.dist-info/RECORD')) {
    return content;
  }
  return (
    content
      .toString('utf8')
      .split(/\r?\n/)
      .filter(
        line => line !== '' && !OF_INSTALLATION.test(line.split(',', 1)[0]),
      )
      // Commands are compared themselves.
      .map(line => line.replace(/^((?:\.\.\/)+bin\/[^,]*),.*/, '$1'))
      .sort()
      .join('\n')
  );
}
