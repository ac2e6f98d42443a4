const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes such as `512 B`, `1.5 kB` (1,000 bytes) or `23 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
