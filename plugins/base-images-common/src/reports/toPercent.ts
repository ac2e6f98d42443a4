/**
 * A coverage as a whole percentage.
 *
 * @remarks
 * Only full coverage gives 100 and only none gives 0, so that rounding never hides the one package that is lacking.
 *
 * @param coverage - from 0 to 1
 * @public
 */
export function toPercent(coverage: number): number {
  const percent = Math.round(coverage * 100);
  if (coverage < 1 && percent === 100) {
    return 99;
  }
  if (coverage > 0 && percent === 0) {
    return 1;
  }
  return percent;
}
