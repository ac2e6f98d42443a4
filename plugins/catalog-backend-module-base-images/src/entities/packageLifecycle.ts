/** The trove classifiers "Development Status", by their number, as lifecycles that Backstage knows. */
const LIFECYCLES: Record<string, string> = {
  1: 'experimental', // Planning
  2: 'experimental', // Pre-Alpha
  3: 'experimental', // Alpha
  4: 'experimental', // Beta
  5: 'production', // Production/Stable
  6: 'production', // Mature
  7: 'deprecated', // Inactive
};

/** Lifecycle of a package from its first "Development Status" classifier, else `fallback`. */
export function packageLifecycle(
  classifiers: string[],
  fallback: string,
): string {
  for (const classifier of classifiers) {
    const status = /^Development Status\s*::\s*([1-7])\b/i.exec(classifier);
    if (status) {
      return LIFECYCLES[status[1]];
    }
  }
  return fallback;
}
