import { createHash } from 'node:crypto';
import { AssessedImage } from '@base-images/backstage-plugin-base-images-node';

/**
 * What is known of an image: since when it is stale (milliseconds), `told` once its owners know that, or `current` while it is
 * not stale.
 */
type Standing = number | 'told' | 'current';

/** What is known of the images of an environment, by a short hash of their ids. */
export type StaleImages = Record<string, Standing>;

/** What became of them, and what to tell. */
export interface StaleNews {
  state: StaleImages;
  /** Images that are stale long enough, of which nobody was told. */
  due: AssessedImage[];
  /** Images of which somebody was told before, and that still are stale. */
  told: AssessedImage[];
}

/**
 * Looks at images again.
 *
 * @remarks
 * What was stale when it was first seen is no news: a new portal would tell everybody everything. An image of which nothing is known
 * now stays as it was.
 * @param now - milliseconds, by the same clock each time.
 * @param rebuilding - whether a rebuild goes on: nobody needs to act then, so that time begins anew once it has ended.
 */
export function findStaleNews(
  before: StaleImages,
  images: readonly AssessedImage[],
  options: { now: number; staleAfterMs: number; rebuilding: boolean },
): StaleNews {
  const { now, staleAfterMs, rebuilding } = options;
  const news: StaleNews = { state: {}, due: [], told: [] };
  for (const image of images) {
    const key = keyOf(image);
    const known = before[key];
    const standing = standingNow(known, image, rebuilding, now);
    if (standing !== undefined) {
      news.state[key] = standing;
    }
    if (image.status === 'stale' && known === 'told') {
      news.told.push(image);
    }
    const isDue =
      image.status === 'stale' &&
      !rebuilding &&
      typeof standing === 'number' &&
      now - standing >= staleAfterMs;
    if (isDue) {
      news.due.push(image);
    }
  }
  return news;
}

/** Remembers that owners were told of images. */
export function markTold(
  state: StaleImages,
  images: readonly AssessedImage[],
): StaleImages {
  return {
    ...state,
    ...Object.fromEntries(images.map(image => [keyOf(image), 'told' as const])),
  };
}

function standingNow(
  known: Standing | undefined,
  { status }: AssessedImage,
  rebuilding: boolean,
  now: number,
): Standing | undefined {
  if (status === 'unknown') {
    return known;
  }
  if (status !== 'stale') {
    return 'current';
  }
  if (known === undefined || known === 'told') {
    return 'told';
  }
  return known === 'current' || rebuilding ? now : known;
}

function keyOf({ node }: AssessedImage): string {
  return createHash('sha256').update(node.id).digest('base64url').slice(0, 12);
}
