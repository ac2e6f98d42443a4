/** Results by key: those of the scan before, and those of this one as far as somebody remembers them for the next one. */
export class Results<T> {
  readonly #kept = new Map<string, T>();

  /** @param isKept - Whether there is going to be a next scan; without, results are let go as soon as nobody needs them. */
  constructor(
    private readonly before: ReadonlyMap<string, T> | undefined,
    private readonly isKept: boolean,
  ) {}

  /** What the next scan may use. */
  get kept(): ReadonlyMap<string, T> {
    return this.#kept;
  }

  /** What the scan before left. */
  earlier(key: string): T | undefined {
    return this.before?.get(key);
  }

  keep(key: string, result: T): void {
    if (this.isKept) {
      this.#kept.set(key, result);
    }
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }
}
