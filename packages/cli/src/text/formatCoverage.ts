/** A coverage in whole percent, rounded down so that 100 % means all of it; `-` when nothing is required. */
export function formatCoverage(coverage: number | null): string {
  return coverage === null ? '-' : `${Math.floor(coverage * 100)} %`;
}
