import { AwsError } from '../wire/AwsError';

const TOKEN_SECONDS = 24 * 60 * 60;

/** What a token of GetLogEvents says: the way, and how many events lie before. */
export interface LogToken {
  direction: 'f' | 'b';
  position: number;
  /** Empty pages that were given at this position. */
  emptyPages: number;
}

/** Looks like those of AWS: a letter and 56 digits. */
export function writeLogToken(
  direction: 'f' | 'b',
  position: number,
  now: number,
  emptyPages: number = 0,
): string {
  const issued = String(Math.floor(now / 1000)).padStart(12, '0');
  const place = String(position).padStart(36, '0');
  return `${direction}/${issued}${place}${String(emptyPages).padStart(8, '0')}`;
}

/** Throws InvalidParameterException for what is no token, or too old. */
export function readLogToken(
  token: string | undefined,
  now: number,
): LogToken | undefined {
  if (token === undefined) {
    return undefined;
  }
  const match = /^([fb])\/(\d{12})(\d{36})(\d{8})$/.exec(token);
  if (!match || now / 1000 - Number(match[2]) > TOKEN_SECONDS) {
    throw new AwsError(
      'InvalidParameterException',
      'The specified nextToken is invalid.',
    );
  }
  return {
    direction: match[1] as 'f' | 'b',
    position: Number(match[3]),
    emptyPages: Number(match[4]),
  };
}
