/** A place in a log: the token of a page of CloudWatch, and how many of its events were given out already. */
export interface LogPlace {
  /** Undefined for the beginning of the log. */
  token: string | undefined;
  skip: number;
}

/** The place as the opaque text that readers send back. */
export function writeLogCursor({ token = '', skip }: LogPlace): string {
  return skip > 0 ? `${token}#${skip}` : token;
}

/** What is no cursor of ours is taken as a token, which CloudWatch then refuses. */
export function readLogCursor(cursor: string | undefined): LogPlace {
  const [, token = cursor, skip = '0'] =
    /^([^#]*)#(\d{1,6})$/.exec(cursor ?? '') ?? [];
  return { token: token || undefined, skip: Number(skip) };
}
