import { mapConcurrently } from '../source/mapConcurrently';

/**
 * A result for each item, in their order: what `find` knows, else what `make` gives, for some items at a time. What is known is not
 * waited for, which would take longer than to find it.
 */
export async function findOrMake<T, R>(
  items: readonly T[],
  concurrency: number,
  find: (item: T) => R | undefined,
  make: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = items.map(find);
  const unknown = [...results.keys()].filter(
    position => results[position] === undefined,
  );
  const made = await mapConcurrently(unknown, concurrency, position =>
    make(items[position]),
  );
  unknown.forEach((position, index) => {
    results[position] = made[index];
  });
  // Every gap has been filled.
  return results as R[];
}
