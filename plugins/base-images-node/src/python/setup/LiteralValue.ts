/** Stands in a text for a part that only running the program would tell. */
export const COMPUTED_PART = '\uFFFC';

/** A Python value that can be told from its text; `computed` is any other. */
export type LiteralValue =
  /** May hold {@link COMPUTED_PART}. */
  | { type: 'text'; text: string; line: number }
  /** `isPartial`: it has further items that are computed. */
  | { type: 'list'; items: LiteralValue[]; isPartial?: boolean }
  | { type: 'record'; entries: Map<string, LiteralValue> }
  /** The lines of a file; its path is relative to that of the program. */
  | { type: 'file'; path: string; line: number }
  | { type: 'computed' };
