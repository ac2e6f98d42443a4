import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { lfsPointer, unverified } from '../sourceDiagnostics';
import { FoundAttribute } from './GitAttributes';

/** A text for the line that an attribute stands in. */
export function placeOf({
  file,
  line,
}: {
  file: string;
  line: number;
}): string {
  return `${line} ${file}`;
}

/** Files by what happened to them, and by the line that says so. */
export class AttributeFindings {
  readonly #byPlace = new Map<
    string,
    { kind: string; attribute: FoundAttribute; first: string; count: number }
  >();

  add(kind: string, attribute: FoundAttribute, path: string): void {
    const key = `${kind} ${placeOf(attribute)}`;
    const known = this.#byPlace.get(key);
    if (known) {
      known.count += 1;
    } else {
      this.#byPlace.set(key, { kind, attribute, first: path, count: 1 });
    }
  }

  toDiagnostics(): Diagnostic[] {
    return [...this.#byPlace.values()].map(
      ({ kind, attribute: { file, line }, first, count }) => {
        const files =
          count === 1
            ? first
            : `${first} and ${count - 1} more ${count === 2 ? 'file' : 'files'}`;
        return kind === 'lfs-pointer'
          ? lfsPointer(file, line, files)
          : unverified(
              file,
              line,
              `The bytes of ${files} may not be the committed ones (${kind}).`,
            );
      },
    );
  }
}
