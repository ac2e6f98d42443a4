import { isError } from '@backstage/errors';

/** What an error of the AWS SDK, or of a request without it, tells. */
export interface ErrorDescription {
  name: string;
  message: string;
  /** Status that a service answered with; undefined where there is no answer that can be read. */
  status: number | undefined;
  /** The clock of this machine is wrong; the SDK has taken note of by how much. */
  isSkewed: boolean;
}

/** Reads an error of whatever kind. */
export function describeError(error: unknown): ErrorDescription {
  if (!isError(error)) {
    return {
      name: 'Error',
      message: String(error),
      status: undefined,
      isSkewed: false,
    };
  }
  const { name, message, cause } = error;
  const metadata =
    typeof error.$metadata === 'object'
      ? (error.$metadata ?? undefined)
      : undefined;
  const status =
    metadata && 'httpStatusCode' in metadata
      ? Number(metadata.httpStatusCode)
      : undefined;
  const isSkewed = Boolean(metadata && 'clockSkewCorrected' in metadata);
  if (name === 'SyntaxError') {
    // An answer that cannot be read says nothing about what was done, whatever its status.
    return {
      name,
      message: `The answer${status ? ` with status ${status}` : ''} cannot be read. It may be the page of a proxy.`,
      status: undefined,
      isSkewed,
    };
  }
  // What `fetch` says itself is only that it failed.
  const because =
    name === 'TypeError' && isError(cause) ? `: ${cause.message}` : '';
  return { name, message: `${message}${because}`, status, isSkewed };
}
