import {
  ClaimedSource,
  speaksFor,
} from '@base-images/backstage-plugin-base-images-common';
import { MonorepoIndex } from '../entities/MonorepoIndex';
import { EntityClaim } from './EntityClaim';

/** Which part of which monorepo a claim means. */
export type ClaimMatch =
  | { status: 'matched'; sourceId: string; key: string }
  | { status: 'ambiguous'; sourceIds: string[] }
  /** Those of the sources that have it for which the entity may not stand, since there is no other. */
  | { status: 'refused'; sourceIds: string[] }
  | { status: 'not-found' };

/** A source of which it is known what it holds. */
export interface KnownSource {
  source: ClaimedSource;
  index: MonorepoIndex;
}

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
 * Finds what a claim means: in the source that it names, else in the only source that has it and for which the entity may
 * stand.
 *
 * @param claim - The claim
 * @param sources - What each known source holds, by source id
 */
export function matchClaim(
  claim: EntityClaim,
  sources: ReadonlyMap<string, KnownSource>,
): ClaimMatch {
  const matches: { sourceId: string; key: string }[] = [];
  const refused: string[] = [];
  for (const [sourceId, { source, index }] of sources) {
    if (claim.sourceId === undefined || claim.sourceId === sourceId) {
      const key = findKey(claim, index);
      if (key !== undefined) {
        if (speaksFor(claim.locations, source)) {
          matches.push({ sourceId, key });
        } else {
          refused.push(sourceId);
        }
      }
    }
  }
  if (matches.length > 1) {
    return {
      status: 'ambiguous',
      sourceIds: matches.map(match => match.sourceId),
    };
  }
  if (matches.length === 1) {
    return { status: 'matched', ...matches[0] };
  }
  return refused.length > 0
    ? { status: 'refused', sourceIds: refused }
    : { status: 'not-found' };
}
