import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { SourceConfig, targetOf } from '../config/SourceConfig';

/** What is needed of a source to say who may read it. */
export type ReadableSource = Pick<SourceConfig, 'id' | 'target'>;

/** Types of locations that only the module of the catalog, and the configuration, give; their target is the id of a source. */
const OWN_TYPES = ['base-images', 'python-monorepo'];

/**
 * Whether a System with the annotation of a source really stands for that source: one that the module of the catalog made for it,
 * one of a file that the configuration names, or one that the monorepo itself has. Everybody who may register entities could
 * write the annotation elsewhere, and open a source to themselves.
 *
 * @param annotations - those of the entity. The catalog writes the origin of an entity itself, over what a file says.
 */
export function speaksFor(
  annotations: Record<string, string>,
  source: ReadableSource,
): boolean {
  const origin = annotations[ANNOTATION_ORIGIN_LOCATION];
  if (origin === undefined) {
    // The catalog gives every entity an origin, and refuses providers that give none.
    return true;
  }
  const colon = origin.indexOf(':');
  const type = origin.slice(0, colon);
  const place = origin.slice(colon + 1);
  if (OWN_TYPES.includes(type)) {
    return place === source.id;
  }
  // Locations of files come from the configuration only.
  return (
    type === 'file' || (type === 'url' && isWithin(place, targetOf(source)))
  );
}

/** Whether a URL is of a file in the folder that a target names; hosts spell folders `tree` and files `blob`, some with `/-/`. */
function isWithin(url: string, target: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(target)) {
    return false;
  }
  const file = new URL(url);
  const folder = new URL(target);
  const path = (text: string) =>
    `${text.replace(/\/(?:tree|blob)\//, '/').replace(/\/+$/, '')}/`;
  return (
    file.origin === folder.origin &&
    path(file.pathname).startsWith(path(folder.pathname))
  );
}
