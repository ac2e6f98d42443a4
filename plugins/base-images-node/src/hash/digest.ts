import { createHash } from 'node:crypto';

/** Fields that are joined before they are hashed: large enough to be quick, small enough to be cheap. */
const BATCH = 1_000;

/**
 * SHA-256 over a label and a list of fields, as 64 hex digits.
 *
 * @remarks
 * Every field is preceded by its length, so that no two lists give the same input. The label says what is hashed and in
 * which version of the encoding: change it whenever the fields change their meaning.
 */
export function digest(label: string, fields: Iterable<string>): string {
  const hash = createHash('sha256');
  let batch = `${label.length}:${label}`;
  let count = 0;
  for (const field of fields) {
    batch += `${field.length}:${field}`;
    if (++count % BATCH === 0) {
      hash.update(batch);
      batch = '';
    }
  }
  return hash.update(batch).digest('hex');
}
