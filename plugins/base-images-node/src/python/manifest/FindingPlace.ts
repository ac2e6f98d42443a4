/** Where a finding stands. */
export interface FindingPlace {
  file: string;
  line?: number | null;
  column?: number | null;
}
