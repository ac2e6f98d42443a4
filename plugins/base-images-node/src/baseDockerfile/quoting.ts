const PLAIN_SHELL_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Characters that end a line somewhere, or cannot be written. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/u;

/** A folder or file whose name means itself to Dockerfiles, ignore files, shells and installers alike. */
const PLAIN_SEGMENT =
  /^[\p{L}\p{N}_.+@-](?:[\p{L}\p{N}_.+@ -]*[\p{L}\p{N}_.+@-])?$/u;

/** One word of a POSIX shell that stands for exactly this text (POSIX "Shell Command Language", "Single-Quotes"). */
export function quoteForShell(text: string): string {
  return PLAIN_SHELL_WORD.test(text)
    ? text
    : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** A value of `ARG` or `ENV` that stands for exactly this text (Dockerfile reference, "Environment replacement"). */
export function quoteForDockerfile(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

/** Whether a text fits into one line of a Dockerfile. */
export function fitsLine(text: string): boolean {
  return !UNWRITABLE.test(text);
}

/** Whether a path from the root of the tree needs no quoting anywhere, but for blanks. */
export function isPlainPath(path: string): boolean {
  return (
    path === '.' ||
    path.split('/').every(segment => PLAIN_SEGMENT.test(segment))
  );
}
