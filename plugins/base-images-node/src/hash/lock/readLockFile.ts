import { posix } from 'node:path';
import { parse } from 'smol-toml';
import { normalizeName } from '../../python/normalizeName';
import { isRecord, textOf } from './tomlValues';
import { LockedDistribution, LockFile } from './LockFile';
import { readMarkers, readSource } from './readSource';
import { readPoetryDependencies } from './readPoetryDependencies';
import { readUvDependencies } from './readUvDependencies';

type ReadDependencies = (
  entry: Record<string, unknown>,
) => Pick<LockedDistribution, 'dependencies' | 'extras'>;

const FORMATS = new Map<string, ReadDependencies>([
  ['uv.lock', readUvDependencies],
  ['poetry.lock', readPoetryDependencies],
]);

/** Whether a file is a lock of which a part can be told from the rest. */
export function isLockFile(path: string): boolean {
  return FORMATS.has(posix.basename(path));
}

/**
 * Reads a `uv.lock` or `poetry.lock`.
 *
 * @returns undefined for another file, and for one that cannot be read: then it counts as a whole.
 */
export function readLockFile(path: string, text: string): LockFile | undefined {
  const readDependencies = FORMATS.get(posix.basename(path));
  const entries = readDependencies && readEntries(text);
  return (
    entries && {
      distributions: entries.flatMap(entry => {
        const name = textOf(entry.name);
        return name === undefined
          ? []
          : [
              {
                name: normalizeName(name),
                version: textOf(entry.version),
                identity: identify(entry),
                source: readSource(entry.source),
                markers: readMarkers(entry),
                ...readDependencies(entry),
              },
            ];
      }),
    }
  );
}

function readEntries(text: string): Record<string, unknown>[] | undefined {
  let root: unknown;
  try {
    root = parse(text);
  } catch {
    // Not TOML, or nested too deeply for the parser.
    return undefined;
  }
  const entries = isRecord(root) ? root.package : undefined;
  return Array.isArray(entries) ? entries.filter(isRecord) : undefined;
}

/** Where a file is downloaded from and when it was published does not count: its hash does. */
function identify(entry: Record<string, unknown>): string {
  const files = [entry.sdist, entry.wheels, entry.files].flat();
  const hashes = files.flatMap(file =>
    isRecord(file) ? (textOf(file.hash) ?? textOf(file.url) ?? []) : [],
  );
  return JSON.stringify([
    entry.name,
    entry.version ?? null,
    sorted(entry.source),
    hashes.sort(),
  ]);
}

function sorted(source: unknown): unknown {
  return isRecord(source)
    ? Object.entries(source)
        .map(([key, value]) => [key, String(value)])
        .sort(([a], [b]) => (a < b ? -1 : 1))
    : null;
}
