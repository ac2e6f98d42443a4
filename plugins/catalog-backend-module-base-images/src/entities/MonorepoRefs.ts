/** Full entity refs of what a monorepo holds; what has no entity is left out. */
export interface MonorepoRefs {
  /** By normalised name. */
  packages: ReadonlyMap<string, string>;
  /** By the Lambda's id. */
  lambdas: ReadonlyMap<string, string>;
  /** By name. */
  baseImages: ReadonlyMap<string, string>;
  /** The System that stands for the whole. */
  system: string | undefined;
}
