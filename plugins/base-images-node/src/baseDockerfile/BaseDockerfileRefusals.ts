import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** Where something stands that a refusal is about. */
export interface RefusedPlace {
  file: string;
  line: number | null;
  column?: number | null;
}

/** Code of the diagnostics about base images that have no Dockerfile. */
export const NOT_BUILDABLE = 'base-image-not-buildable';

/** After so many refusals the next one tells nothing new. */
const MAX_REFUSALS = 50;

/** Collects why a base image has no Dockerfile. */
export class BaseDockerfileRefusals {
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly place: RefusedPlace) {}

  get isEmpty(): boolean {
    return this.diagnostics.length === 0;
  }

  add(message: string, help: string, place: RefusedPlace = this.place): void {
    if (this.diagnostics.length < MAX_REFUSALS) {
      this.diagnostics.push({
        code: NOT_BUILDABLE,
        severity: 'error',
        file: place.file,
        line: place.line,
        column: place.column ?? null,
        message,
        help,
      });
    }
  }
}
