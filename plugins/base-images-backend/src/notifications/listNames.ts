const SHOWN = 5;

/** The first few of a list, and how many more there are: `a, b and 3 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  const more = names.length - SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
