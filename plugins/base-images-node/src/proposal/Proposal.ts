/** A file that a proposal adds or changes. @public */
export interface ProposedFile {
  /** Path from the root of the monorepo, with `/`. */
  path: string;
  /** The text that is there now, or undefined when there is no such file. */
  before: string | undefined;
  after: string;
}

/** Why a proposal is not made. @public */
export interface ProposalRefusal {
  file: string;
  /** 1-based line, or null when the whole file is meant. */
  line: number | null;
  /** One sentence. */
  reason: string;
  /** What to do about it, in one sentence. */
  help: string;
}

/** Files that a developer may want to have, with what is told about them; or why there are none. @public */
export type Proposal<T> =
  (T & { files: ProposedFile[] }) | { refused: ProposalRefusal[] };
