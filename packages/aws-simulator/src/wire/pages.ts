import { AwsError } from './AwsError';
import { canonicalJson } from './canonicalJson';
import { sha256 } from './sha256';

/** One page of a list, with an opaque token that belongs to this request alone. */
export function pageOf<T>(
  items: T[],
  options: {
    token: string | undefined;
    size: number;
    /** The request without its token: a token of another request is refused. */
    request: unknown;
    /** Code of the error for a wrong token. */
    errorCode: string;
  },
): { items: T[]; nextToken?: string } {
  const check = sha256(canonicalJson(options.request)).slice(0, 16);
  const start = options.token ? readToken(options.token, check) : 0;
  if (start === undefined) {
    throw new AwsError(options.errorCode, 'Invalid token');
  }
  const end = start + options.size;
  const page = { items: items.slice(start, end) };
  return end < items.length
    ? { ...page, nextToken: writeToken(end, check) }
    : page;
}

function writeToken(position: number, check: string): string {
  return Buffer.from(JSON.stringify([position, check])).toString('base64');
}

function readToken(token: string, check: string): number | undefined {
  try {
    const [position, found] = JSON.parse(
      Buffer.from(token, 'base64').toString(),
    );
    return found === check ? position : undefined;
  } catch {
    return undefined;
  }
}
