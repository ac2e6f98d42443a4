/** Before or after a change. */
export type Side = 'before' | 'after';

/** Something before and after a change, absent where it is not there. */
export type Sides<T> = Partial<Record<Side, T>>;

/** What is there, before first. */
export function toList<T>({ before, after }: Sides<T>): T[] {
  return [before, after].filter(item => item !== undefined);
}

/** Pairs what is there before and after a change, in the order of the keys. */
export function toSides<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Map<string, Sides<T>> {
  const sides = new Map<string, Sides<T>>();
  for (const item of before) {
    sides.set(keyOf(item), { before: item });
  }
  for (const item of after) {
    const key = keyOf(item);
    sides.set(key, { ...sides.get(key), after: item });
  }
  return new Map([...sides].sort(([a], [b]) => (a < b ? -1 : 1)));
}
