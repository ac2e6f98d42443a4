/** A path of a declaration without `.` and empty segments; `.` for the root. */
export function normalizePath(path: string): string {
  const segments = path
    .split('/')
    .filter(segment => segment !== '' && segment !== '.');
  return segments.join('/') || '.';
}
