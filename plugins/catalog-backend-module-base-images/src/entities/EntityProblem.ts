/** Something that kept an entity out of the catalog, or that a person should mend. */
export interface EntityProblem {
  /** What is wrong, in one sentence. */
  message: string;
  /** What to do about it, in one sentence. */
  help: string;
  /** `info` for what mends itself; a warning when left out. */
  level?: 'info';
}
