/** The earlier list where it has the same items, so that it can be told by its identity that nothing changed. */
export function reuseList<T>(
  earlier: readonly T[] | undefined,
  list: readonly T[],
): readonly T[] {
  return earlier?.length === list.length &&
    list.every((item, index) => item === earlier[index])
    ? earlier
    : list;
}
