/** A case for which something does not hold. */
export interface FuzzFailure {
  /** Seed of the batch, and the path of the shrunk case in it, as fast-check takes them. */
  seed: number;
  path: string;
  error: string;
  /** The shrunk case as JSON. */
  input: string;
}

/** What became of the cases of one family. */
export interface FamilyResult {
  cases: number;
  failures: FuzzFailure[];
}
