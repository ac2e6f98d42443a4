import { posix } from 'node:path';
import { compileGlob } from './matchGlob';

type FolderGlob = (segments: readonly string[]) => boolean;

/**
 * Whether a folder matches one of several globs as uv reads them (Rust's `glob`): `*`, `?` and classes stay within one folder,
 * `**` stands for any number of them, braces stand for themselves.
 *
 * @remarks
 * Workspaces may list thousands of folders by name, so that names are looked up; only real globs are tried one by one, each in
 * at most |glob| · |path| steps.
 */
export function compileFolderGlobs(
  globs: readonly string[],
): (path: string) => boolean {
  const names = new Set<string>();
  const matchers: FolderGlob[] = [];
  for (const glob of globs) {
    if (/[*?[\]\\]/.test(glob)) {
      matchers.push(compileFolderGlob(glob));
    } else {
      names.add(toSegments(posix.normalize(glob)).join('/'));
    }
  }
  return path => {
    const segments = toSegments(path);
    return (
      names.has(segments.join('/')) ||
      matchers.some(matches => matches(segments))
    );
  };
}

function compileFolderGlob(glob: string): FolderGlob {
  const parts = toSegments(posix.normalize(glob)).map(segment =>
    segment === '**' ? undefined : compileGlob(segment),
  );
  return segments => matchSegments(parts, segments);
}

function toSegments(path: string): string[] {
  return path.split('/').filter(segment => segment !== '' && segment !== '.');
}

/** `undefined` stands for `**`. */
function matchSegments(
  globs: readonly (((segment: string) => boolean) | undefined)[],
  segments: readonly string[],
): boolean {
  let glob = 0;
  let position = 0;
  let retry: { glob: number; position: number } | undefined;
  while (position < segments.length) {
    const matches = globs[glob];
    if (glob < globs.length && matches === undefined) {
      glob += 1;
      retry = { glob, position };
    } else if (matches?.(segments[position])) {
      glob += 1;
      position += 1;
    } else if (retry) {
      retry.position += 1;
      ({ glob, position } = retry);
    } else {
      return false;
    }
  }
  return globs.slice(glob).every(rest => rest === undefined);
}
