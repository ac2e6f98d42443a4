const HOURS = { h: 1, d: 24, w: 7 * 24 };

/** Hours of an age such as `12h`, `30d` or `4w`; null where there is none. */
export function maxAgeHours(text: string | undefined): number | null {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(text ?? '') ?? [];
  return count ? Number(count) * HOURS[unit as keyof typeof HOURS] : null;
}
