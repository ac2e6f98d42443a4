/** A place in a log. */
export interface LogPlace {
  /** Of a page of CloudWatch; undefined for the beginning of the log. */
  token: string | undefined;
  /** How many events from there on were given out already. */
  skip: number;
  /** How many events were given out in all: tokens end, this number does not. */
  given: number;
}

/** The place as the opaque text that readers send back. */
export function writeLogCursor({ token = '', skip, given }: LogPlace): string {
  return given > 0 ? `${token}#${skip}#${given}` : token;
}

/** What is no cursor of ours is taken as a token, which CloudWatch then refuses. */
export function readLogCursor(cursor: string | undefined): LogPlace {
  const [, token = cursor, skip = '0', given = '0'] =
    /^([^#]*)#(\d{1,9})#(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return {
    token: token || undefined,
    skip: Number(skip),
    given: Number(given),
  };
}

/** The same place for when its token has ended. */
export function withoutToken({ given }: LogPlace): LogPlace {
  return { token: undefined, skip: given, given };
}
