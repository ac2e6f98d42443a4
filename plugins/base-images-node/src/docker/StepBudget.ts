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

  /** For what cannot be followed at all. */
  exhaust() {
    this.#left = 0;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }
}
