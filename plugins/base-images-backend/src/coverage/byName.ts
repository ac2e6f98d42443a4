/** Order of names by code unit; names that are equal stay in the order of their ids. */
export function byName(a: { name: string }, b: { name: string }): number {
  if (a.name === b.name) {
    return 0;
  }
  return a.name < b.name ? -1 : 1;
}
