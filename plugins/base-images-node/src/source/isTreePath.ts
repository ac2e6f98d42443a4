/** The character that stands for bytes that are not UTF-8. */
const REPLACEMENT_CHARACTER = '\uFFFD';

/**
 * Whether a path stays inside its tree and names the same file on every host: relative, with `/`, without empty, `.` and
 * `..` segments, and made of text.
 */
export function isTreePath(path: string): boolean {
  if (path.includes('\0') || path.includes(REPLACEMENT_CHARACTER)) {
    return false;
  }
  return path
    .split('/')
    .every(segment => segment !== '' && segment !== '.' && segment !== '..');
}
