import { InputError } from '@backstage/errors';

/** The place in a list of rebuilds after one of them. */
export function encodeRebuildCursor(rebuild: {
  createdAt: number;
  id: string;
}): string {
  return Buffer.from(JSON.stringify([rebuild.createdAt, rebuild.id])).toString(
    'base64url',
  );
}

/** @throws InputError for a cursor that no page gave. */
export function decodeRebuildCursor(
  cursor: string | undefined,
): { createdAt: number; id: string } | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  try {
    const [createdAt, id] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    );
    if (Number.isSafeInteger(createdAt) && typeof id === 'string') {
      return { createdAt, id };
    }
  } catch {
    // Reported below.
  }
  throw new InputError(
    `'${cursor}' is no cursor: send 'pageInfo.nextCursor' of the page before, or none for the first page`,
  );
}
