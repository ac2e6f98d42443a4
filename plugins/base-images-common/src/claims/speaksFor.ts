import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import { Source } from '../api/Source';
import { isBelow } from './isBelow';

/** What is needed of a source to say which entities may stand for its parts. @public */
export interface ClaimedSource extends Pick<Source, 'id' | 'target'> {
  entities: Pick<Source['entities'], 'trustedLocations'>;
}

/** Types of locations that only the module of the catalog, and the configuration, give; their target is the id of a source. */
const OWN_TYPES = ['base-images', 'python-monorepo'];

function splitLocation(location: string): { type: string; place: string } {
  const colon = location.indexOf(':');
  return { type: location.slice(0, colon), place: location.slice(colon + 1) };
}

/**
 * Whether an entity that carries the annotations of a source, or of a part of it, really stands for it: one that the module of the
 * catalog made, one of a file in the monorepo itself or that the configuration names, or one from a trusted location.
 *
 * @remarks
 * Everybody who may register entities can write the annotations. An entity that counts takes the place of a part in relations, its
 * owner is told about it, and whoever may read the entity may read about the part.
 *
 * @param annotations - Those of the entity, as the catalog serves it: it writes both locations itself, over what a file says.
 * @public
 */
export function speaksFor(
  annotations: Record<string, string> | undefined,
  source: ClaimedSource,
): boolean {
  const origin = annotations?.[ANNOTATION_ORIGIN_LOCATION];
  const location = annotations?.[ANNOTATION_LOCATION] ?? origin;
  if (location === undefined) {
    // The catalog gives every entity a location, and refuses providers that give none.
    return true;
  }
  const made = splitLocation(origin ?? location);
  if (OWN_TYPES.includes(made.type)) {
    return made.place === source.id;
  }
  const { type, place } = splitLocation(location);
  return (
    // Locations of files come from the configuration only.
    type === 'file' ||
    (type === 'url' && isBelow(place, source.target, { anyRef: false })) ||
    source.entities.trustedLocations.some(
      trusted =>
        trusted === location ||
        (type === 'url' && isBelow(place, trusted, { anyRef: true })),
    )
  );
}
