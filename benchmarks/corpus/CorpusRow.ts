/** What a scan found in one checkout. */
export interface CorpusRow {
  packages: number;
  /** Requirements that name an internal package, by what asks for them and by binding. */
  edges: Record<string, number>;
  lambdas: number;
  /** Lambdas by confidence. */
  confidence: Record<string, number>;
  /** Lambdas of unknown confidence: Dockerfile and line. */
  unknown: string[];
  baseImages: number;
  diagnostics: Record<string, number>;
  /** Files that could not be parsed, with place and reason. */
  parseFailures: string[];
  files: number;
  seconds: number;
}
