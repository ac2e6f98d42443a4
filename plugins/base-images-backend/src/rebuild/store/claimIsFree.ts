import { Knex } from 'knex';
import { databaseClock } from './databaseClock';

/** No claim lasts longer: twice the longest that anybody asks for, so that a clock may be set back a little. */
const LONGEST_MS = 2 * 60_000;

/**
 * A condition on rows with a `claim_until`: nobody holds them. A claim that lasts longer than any was made before the clock of the
 * database was set back: else nobody could have it until then.
 *
 * @param idleMs - nobody has held them for so long.
 */
export function claimIsFree(client: Knex, idleMs = 0): Knex.Raw {
  const now = databaseClock(client);
  return client.raw(
    `not (claim_until > ${now} - ? and claim_until <= ${now} + ?)`,
    [idleMs, LONGEST_MS],
  );
}
