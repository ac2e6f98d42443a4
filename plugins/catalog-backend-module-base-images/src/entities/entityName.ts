import { createHash } from 'node:crypto';

/** Longest entity name that the catalog accepts. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 8;

function isAlphanumeric(character: string): boolean {
  return /[A-Za-z0-9]/.test(character);
}

function trimSeparators(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && !isAlphanumeric(text[start])) {
    start++;
  }
  while (end > start && !isAlphanumeric(text[end - 1])) {
    end--;
  }
  return text.slice(start, end);
}

/**
 * Makes an entity name that the catalog accepts: at most 63 of `[A-Za-z0-9]`, with `-`, `_` and `.` inside.
 *
 * A name that is too long or holds other characters gets a short hash of the whole, so that two different names stay
 * different; what else exists never matters.
 *
 * @param wanted - The name that is wanted, without `ending`
 * @param ending - What the name ends in, whatever happens to the rest
 */
export function entityName(wanted: string, ending: string = ''): string {
  const cleaned = trimSeparators(wanted.replace(/[^A-Za-z0-9._-]+/g, '-'));
  if (
    cleaned &&
    cleaned === wanted &&
    cleaned.length + ending.length <= MAX_LENGTH
  ) {
    return cleaned + ending;
  }
  const hash = createHash('sha256')
    .update(wanted)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const room = MAX_LENGTH - ending.length - HASH_LENGTH - 1;
  const stem = trimSeparators(cleaned.slice(0, room));
  return `${stem ? `${stem}-` : ''}${hash}${ending}`;
}
