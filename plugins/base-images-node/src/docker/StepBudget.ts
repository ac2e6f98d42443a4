/** So many characters of a text count as one step. */
const CHARACTERS_PER_STEP = 64;

/** Bounds the work on one Dockerfile, so that a hostile one costs bounded time. */
export class StepBudget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Takes steps; false when none is left. */
  take(steps: number = 1): boolean {
    this.#left = Math.max(this.#left - steps, 0);
    return this.#left > 0;
  }

  /** Takes what reading a text, or putting it together, costs; false when nothing is left. */
  takeFor(text: string): boolean {
    return this.take(Math.ceil(text.length / CHARACTERS_PER_STEP));
  }

  /** For what cannot be followed at all. */
  exhaust() {
    this.#left = 0;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }
}
