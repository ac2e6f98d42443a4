import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** Where something stands in a file; both count from 1. */
export interface Place {
  line: number | null;
  column: number | null;
}

/** After so many problems of one file the next one tells nothing new. */
const MAX_PROBLEMS = 200;

/** Collects what is wrong with one declaration file. */
export class DeclarationProblems {
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly file: string) {}

  add(
    place: Place,
    message: string,
    help: string,
    code: string = 'invalid-declaration',
  ): void {
    if (this.diagnostics.length >= MAX_PROBLEMS) {
      return;
    }
    this.diagnostics.push({
      code,
      severity: 'error',
      file: this.file,
      line: place.line,
      column: place.column,
      message,
      help,
    });
  }

  /** Adds what was found elsewhere, but for places of which something is known already. */
  addOthers(found: readonly Diagnostic[]): void {
    const known = new Set(this.diagnostics.map(placeOf));
    const added = found.filter(item => !known.has(placeOf(item)));
    this.diagnostics.push(
      ...added.slice(0, Math.max(0, MAX_PROBLEMS - this.diagnostics.length)),
    );
  }
}

function placeOf({ file, line }: Diagnostic): string {
  return `${file}:${line}`;
}
