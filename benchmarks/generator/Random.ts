/** Numbers that look random and are the same for the same seed (the mulberry32 generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, at least 0, less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /** Up to `count` different items, in the order of the list. */
  sample<T>(items: readonly T[], count: number): T[] {
    const chosen = new Set<T>();
    for (let tries = 0; tries < count * 3 && chosen.size < count; tries++) {
      if (items.length > 0) {
        chosen.add(this.pick(items));
      }
    }
    return items.filter(item => chosen.has(item));
  }

  /** Mostly small whole numbers: 0, 1, 2 … with the given mean, at most `limit`. */
  geometric(mean: number, limit: number): number {
    let count = 0;
    while (count < limit && this.chance(mean / (1 + mean))) {
      count++;
    }
    return count;
  }
}
