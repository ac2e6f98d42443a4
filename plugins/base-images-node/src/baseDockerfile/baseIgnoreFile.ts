import { BuiltPackage } from './BaseDockerfileInputs';

/** What the ignore file of a base image says. */
export interface BaseIgnoreFileInputs {
  /** Folders of the packages that are copied. */
  folders: readonly string[];
  /** Requirements and constraints files that are copied. */
  files: readonly string[];
  /** Paths and patterns that `setup` reads; undefined for the whole context. */
  setup: readonly string[] | undefined;
  packages: ReadonlyMap<string, BuiltPackage>;
}

/** What tools leave behind, and nobody commits. */
const LEFTOVERS = ['**/__pycache__', '**/*.py[co]', '**/*.egg-info', '.git'];

/**
 * An ignore file with which a whole checkout gives the same build context as the tracked files that the image is made of: the
 * folders of its packages without other packages that are nested in them (Dockerfile reference, ".dockerignore files"; the last
 * line that matches decides).
 */
export function baseIgnoreFile(inputs: BaseIgnoreFileInputs): string {
  const { folders, files, setup, packages } = inputs;
  const copied = new Set(folders);
  const reads = [...files, ...(setup ?? [])];
  const all = setup === undefined || copied.has('.');
  const nested = [...packages.values()]
    .map(({ path }) => path)
    .filter(
      path =>
        !copied.has(path) && folders.some(folder => isBelow(path, folder)),
    );
  // A folder comes before what is nested in it, so that the innermost one decides.
  const rules = [
    ...folders
      .filter(folder => folder !== '.')
      .map(path => ({ path, rule: `!${path}` })),
    ...(setup === undefined ? [] : nested.map(path => ({ path, rule: path }))),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    '# Written from base-images.yaml along with the Dockerfile beside it.',
    ...(all ? [] : ['*']),
    ...rules.map(({ rule }) => rule),
    ...LEFTOVERS,
    ...[...new Set(reads)].sort().map(path => `!${path}`),
    '',
  ].join('\n');
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' ? path !== '.' : path.startsWith(`${folder}/`);
}
