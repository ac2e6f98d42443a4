import { Trace } from './Trace';

/** Shared by the many traces in which something is missing. */
const NOTHING: readonly string[] = [];

/** Notes what is asked while a result is made. */
export class TraceBuilder {
  readonly #paths = new Set<string>();
  readonly #listed = new Set<string>();
  readonly #packages = new Set<string>();
  #whole = false;

  addPath(path: string): void {
    this.#paths.add(path);
  }

  addListing(path: string): void {
    this.#listed.add(path);
  }

  addPackage(name: string): void {
    this.#packages.add(name);
  }

  /** Says that any change may make another result. */
  addEverything(): void {
    this.#whole = true;
  }

  /** There are tens of thousands of traces, and lists take a fraction of the memory of sets. */
  build(): Trace {
    return {
      paths: toList(this.#paths),
      listed: toList(this.#listed),
      packages: toList(this.#packages),
      whole: this.#whole,
    };
  }
}

function toList(items: ReadonlySet<string>): readonly string[] {
  return items.size === 0 ? NOTHING : [...items];
}
