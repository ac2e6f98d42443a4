/** How many units ahead, or ago where it is less than 0. */
export interface RelativeTime {
  value: number;
  unit: 'minute' | 'hour' | 'day' | 'month' | 'year';
}

const MINUTE = 60_000;

/** Milliseconds of each unit, the longest first; months and years are those of the mean. */
const UNITS = [
  ['year', 365.2425 * 24 * 60 * MINUTE],
  ['month', 30.436875 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

/** The time in the longest unit of which it is at least one; undefined where it is less than a minute away. */
export function toRelativeTime(
  time: Date,
  now: Date,
): RelativeTime | undefined {
  const distance = time.getTime() - now.getTime();
  for (const [unit, length] of UNITS) {
    if (Math.abs(distance) >= length) {
      return { value: Math.trunc(distance / length), unit };
    }
  }
  return undefined;
}
