import { MonorepoIndex } from '../entities/MonorepoIndex';
import { EntityClaim } from './EntityClaim';

/** Which part of which monorepo a claim means. */
export type ClaimMatch =
  | { status: 'matched'; sourceId: string; key: string }
  | { status: 'ambiguous'; sourceIds: string[] }
  | { status: 'not-found' };

/** PyPA "Names and normalization". */
function normalizeName(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/[-_.]+/g, '-');
}

function findKey(claim: EntityClaim, index: MonorepoIndex): string | undefined {
  switch (claim.kind) {
    case 'package':
      return index.getPackage(normalizeName(claim.value))?.name;
    case 'lambda':
      return index.findLambda(claim.value)?.id;
    case 'monorepo':
      return claim.value;
    default:
      return (
        index.getBaseImage(claim.value) ??
        index.getBaseImage(normalizeName(claim.value))
      )?.name;
  }
}

/**
 * Finds what a claim means: in the source that it names, else in the only source that has it.
 *
 * @param claim - The claim
 * @param sources - What each known source holds, by source id
 */
export function matchClaim(
  claim: EntityClaim,
  sources: ReadonlyMap<string, MonorepoIndex>,
): ClaimMatch {
  const matches: { sourceId: string; key: string }[] = [];
  for (const [sourceId, index] of sources) {
    if (claim.sourceId === undefined || claim.sourceId === sourceId) {
      const key = findKey(claim, index);
      if (key !== undefined) {
        matches.push({ sourceId, key });
      }
    }
  }
  if (matches.length > 1) {
    return {
      status: 'ambiguous',
      sourceIds: matches.map(match => match.sourceId),
    };
  }
  return matches.length
    ? { status: 'matched', ...matches[0] }
    : { status: 'not-found' };
}
