/** Whether a value has all that the pattern has: objects by member, everything else as it is. */
export function matches(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      pattern.length === value.length &&
      pattern.every((item, index) => matches(value[index], item))
    );
  }
  if (pattern && typeof pattern === 'object') {
    return (
      value !== null &&
      typeof value === 'object' &&
      Object.entries(pattern).every(([key, item]) =>
        matches(Reflect.get(value, key), item),
      )
    );
  }
  return Object.is(value, pattern);
}
