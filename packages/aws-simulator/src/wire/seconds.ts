/** A time as the JSON protocols write it: seconds since 1970, with milliseconds as their fraction. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
