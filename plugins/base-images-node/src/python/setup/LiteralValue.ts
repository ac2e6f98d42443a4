/** A Python value that can be told from its text; `computed` is any other. */
export type LiteralValue =
  | { type: 'text'; text: string; line: number }
  | { type: 'list'; items: LiteralValue[] }
  | { type: 'record'; entries: Map<string, LiteralValue> }
  | { type: 'computed' };
