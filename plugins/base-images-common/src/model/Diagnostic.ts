/** How much a {@link Diagnostic} matters: only an `error` makes `base-images check` fail. @public */
export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/**
 * Something in a monorepo that its owners should know, with where it stands and how to mend it.
 *
 * @remarks
 * Scanning never throws for bad content; whatever is wrong with a file becomes one of these.
 *
 * @public
 */
export interface Diagnostic {
  /** A stable, kebab-case identifier such as `missing-package`. */
  code: string;
  severity: DiagnosticSeverity;
  /** Path from the root of the source tree, with `/`. */
  file: string;
  /** 1-based line, or null when the whole file is meant. */
  line: number | null;
  /** 1-based column, or null when the whole line is meant. */
  column: number | null;
  /** What is wrong, in one sentence. */
  message: string;
  /** What to do about it, in one sentence. */
  help: string;
}
