import { InputError } from '@backstage/errors';
import {
  Page,
  PageRequest,
} from '@base-images/backstage-plugin-base-images-common';

/** What a list is sorted by; unique in it. */
export type SortKey = (string | number)[];

const DEFAULT_LIMIT = 100;

/**
 * Cuts one page out of a list that is sorted by its keys.
 *
 * @remarks
 * A cursor holds the key of the last item before it, so that a list that a scan has changed meanwhile neither repeats nor drops
 * what is in both.
 *
 * @throws InputError for a cursor that no page gave.
 */
export function paginate<T>(
  items: T[],
  page: PageRequest,
  keyOf: (item: T) => SortKey,
): Page<T> {
  const { limit = DEFAULT_LIMIT, cursor } = page;
  const last = cursor === undefined ? undefined : decodeCursor(cursor);
  const found = last
    ? items.findIndex(item => compareKeys(keyOf(item), last) > 0)
    : 0;
  const start = found === -1 ? items.length : found;
  const end = start + limit;
  return {
    items: items.slice(start, end),
    totalItems: items.length,
    pageInfo:
      end < items.length
        ? { nextCursor: encodeCursor(keyOf(items[end - 1])) }
        : {},
  };
}

/** Compares by the first members that differ; members at one place are of one type. */
export function compareKeys(a: SortKey, b: SortKey): number {
  const different = a.findIndex((member, index) => member !== b[index]);
  if (different === -1) {
    return 0;
  }
  return a[different] < b[different] ? -1 : 1;
}

function encodeCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeCursor(cursor: string): SortKey {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(key) &&
      key.every(
        member => typeof member === 'string' || typeof member === 'number',
      )
    ) {
      return key;
    }
  } catch {
    // Reported below, as every other text that is no cursor.
  }
  throw new InputError(
    `'${cursor}' is no cursor: send 'pageInfo.nextCursor' of the page before, or none for the first page`,
  );
}
