import { ImportPlace } from './ImportedPackages';

/** A sentence about the places of an import but for the first; empty where there are no others. */
export function describePlaces(places: readonly ImportPlace[]): string {
  const others = places.length - 1;
  if (others === 0) {
    return '';
  }
  return others === 1
    ? ' One more import does the same.'
    : ` ${others} more imports do the same.`;
}
